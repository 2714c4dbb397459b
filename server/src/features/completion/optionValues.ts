/** Values of options and of fields in literals: what the field's type takes. */
import { FieldType, type MessageRef, type OptionField } from "../../options/schema.ts";
import type { EnumValueOutline } from "../../outline/outline.ts";
import type { FileId } from "../../link/world.ts";
import { Target } from "../../options/optionBlocks.ts";
import { existsIn } from "../../editions/featureSupport.ts";
import type { Cursor } from "./cursor.ts";
import { inDeclaration } from "./declarations.ts";
import { textValues } from "./textValues.ts";
import { bodiesOf, shortestBody, scalarSnippet } from "./literalBodies.ts";
import { fieldsOf, isAny, isRequired } from "./optionFields.ts";
import type { OptionContext, OptionPlace } from "./optionPlace.ts";
import { factsAt, valueSuits } from "./optionSuits.ts";
import { type Candidates, type Proposal, value } from "./proposal.ts";
import { deprecation } from "./types.ts";

const ends = [";", ",", "]"];

type ValuePlace = Extract<OptionPlace, { kind: "value" }>;

export function optionValues(s: Candidates, file: FileId, cursor: Cursor, place: ValuePlace): Proposal[] {
  const { tree } = cursor;
  const { edition } = tree.syntax;
  const { field } = place;
  const facts = place.target === Target.field ? factsAt(s, file, cursor) : undefined;
  const values = field.message
    ? messageValues(cursor, place, field.message, edition)
    : plainValues(s, file, cursor, place).filter(p =>
        valueSuits(field.outline.fullName, p.text, place.target, facts),
      );
  // What a list stands for is written in brackets, and lists hold no lists.
  if (!field.repeated || place.within !== "literal") return values;
  const one = valueSnippet(place, field, edition);
  return [...values, { ...snippet("[…]", `[${one}]`, cursor), rank: values.length }];
}

/** Empty braces, and bodies to fill in; those come first where something is required. */
function messageValues(cursor: Cursor, place: ValuePlace, type: MessageRef, edition: number): Proposal[] {
  const bodies = bodiesOf(place, type, edition);
  const requires = fieldsOf(type, place.schema).some(isRequired);
  const detail = type.message.fullName;
  const [empty, first] = requires || isAny(type) ? [bodies.length, 0] : [0, 1];
  const filled = bodies.map(
    ({ label, text }, i): Proposal => ({
      ...snippet(label, text, cursor),
      detail,
      rank: first + i,
      askAgain: isAny(type),
    }),
  );
  return [...filled, { ...snippet("{…}", "{ $0 }", cursor), detail, rank: empty }];
}

function plainValues(s: Candidates, file: FileId, cursor: Cursor, place: ValuePlace): Proposal[] {
  const { field, declarable } = place;
  const { tree, name: span } = cursor;
  if (field.outline.fullName === inDeclaration.number && declarable !== undefined)
    return [value(`${declarable}`, span, 0, { commit: ends })];
  switch (field.type) {
    case FieldType.bool:
      return ["true", "false"].map((text, rank) => value(text, span, rank, { commit: ends }));
    case FieldType.enum:
      return enumValues(field, tree.syntax.edition).map((v, rank) =>
        value(v.name, span, rank, {
          kind: "enumValue",
          detail: `${v.number}`,
          commit: ends,
          decl: { file: field.enum?.file ?? field.file, name: v.fullName },
          ...deprecation(v.options),
        }),
      );
    case FieldType.string:
    case FieldType.bytes:
      return [
        ...textValues(s, file, field).map((text, rank) => value(JSON.stringify(text), span, rank + 1)),
        snippet('"…"', '"$0"', cursor),
      ];
    case FieldType.float:
    case FieldType.double:
      return ["inf", "nan"].map((text, rank) => value(text, span, rank, { commit: ends }));
  }
  return [];
}

const snippet = (label: string, text: string, cursor: Cursor): Proposal => ({
  label,
  kind: "snippet",
  span: cursor.name,
  text,
  snippet: true,
  rank: 0,
  askAgain: true,
});

/** Values that the edition has; a feature's value that stands for "not known" sets nothing. */
export function enumValues(field: OptionField, edition: number): readonly EnumValueOutline[] {
  const isFeature = /^google\.protobuf\.FeatureSet$|Features$/.test(field.outline.parent?.fullName ?? "");
  return (field.enum?.enum.values ?? []).filter(v => !(isFeature && v.number === 0) && existsIn(v.options, edition));
}

/** What follows `name = ` or `name: ` for the user to fill in. */
export function valueSnippet(ctx: OptionContext, field: OptionField, edition: number): string {
  return field.message ? shortestBody(ctx, field.message, edition) : scalarSnippet(field, edition, 1);
}
