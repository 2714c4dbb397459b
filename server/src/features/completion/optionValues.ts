/** Values of options and of fields in literals: what the field's type takes. */
import { FieldType, type OptionField } from "../../options/schema.ts";
import type { EnumValueOutline } from "../../outline/outline.ts";
import type { Tree } from "../../syntax/ast.ts";
import { existsIn } from "../../editions/featureSupport.ts";
import type { Cursor } from "./cursor.ts";
import { plain, type Proposal, value } from "./proposal.ts";
import { deprecation } from "./types.ts";

/** Braces with the cursor between them. */
export const messageSnippet = "{ $0 }";

const ends = [";", ",", "]"];

export function optionValues(tree: Tree, cursor: Cursor, field: OptionField, inLiteral: boolean): Proposal[] {
  const span = cursor.name;
  if (field.message) {
    const list = inLiteral && field.repeated ? [snippet("[…]", "[{ $0 }]", cursor)] : [];
    return [snippet("{…}", messageSnippet, cursor), ...list];
  }
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
      return [snippet('"…"', '"$0"', cursor)];
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
function enumValues(field: OptionField, edition: number): readonly EnumValueOutline[] {
  const isFeature = /^google\.protobuf\.FeatureSet$|Features$/.test(field.outline.parent?.fullName ?? "");
  return (field.enum?.enum.values ?? []).filter(v => !(isFeature && v.number === 0) && existsIn(v.options, edition));
}

/** What follows `name = ` or `name: ` for the user to fill in. */
export function valueSnippet(field: OptionField, edition: number): string {
  if (field.message) return messageSnippet;
  if (field.type === FieldType.bool) return `\${1|true,false|}`;
  if (field.type === FieldType.string || field.type === FieldType.bytes) return '"$1"';
  if (field.type !== FieldType.enum) return "$1";
  const names = enumValues(field, edition).map(v => plain(v.name));
  return names.length ? `\${1|${names.join(",")}|}` : "$1";
}
