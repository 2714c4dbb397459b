/** Names of options, of their parts, and of fields inside of literals: those that may stand at the place, in this edition. */
import { Edition } from "../../syntax/edition.ts";
import { importEdit } from "../../check/importEdit.ts";
import { valueSnippet } from "./optionValues.ts";
import { fieldsOf, fits, isAny, isExcluded, isRequired, nameInLiteral, typeName } from "./optionFields.ts";
import type { FileId } from "../../link/world.ts";
import type { OptionField } from "../../options/schema.ts";
import { Target } from "../../options/optionBlocks.ts";
import type { Tree } from "../../syntax/ast.ts";
import { tokenAt } from "../../syntax/nodeAt.ts";
import { Sym } from "../../syntax/tokenKind.ts";
import { type Cursor, significantFrom } from "./cursor.ts";
import { likelyOptions } from "./likelyOptions.ts";
import type { OptionPlace } from "./optionPlace.ts";
import { attributeValues } from "./members.ts";
import { type FieldFacts, factsAt, suits } from "./optionSuits.ts";
import { type Candidates, type Completions, plain, type Proposal } from "./proposal.ts";
import { forExtensions, nameAsBegun, nameFor, type NameUse, nameWithImport } from "./nameFor.ts";
import { deprecation } from "./types.ts";

type NamePlace = Extract<OptionPlace, { kind: "name" }>;

/** For whoever declares options or compiles for Google; everybody else would have to read past them. */
const rare = new Set([
  "retention",
  "targets",
  "edition_defaults",
  "feature_support",
  "weak",
  "unverified_lazy",
  "map_entry",
  "message_set_wire_format",
  "no_standard_descriptor_accessor",
  "deprecated_legacy_json_field_conflicts",
]);

/** What follows the cursor decides how much of an option is still to be written. */
interface Rest {
  readonly hasValue: boolean;
  readonly closesParenthesis: boolean;
  readonly end: string;
}

export function optionNames(s: Candidates, file: FileId, tree: Tree, cursor: Cursor, place: NamePlace): Completions {
  const { edition } = tree.syntax;
  const rest = restOf(tree, cursor, place.form);
  const facts = place.target === Target.field ? factsAt(s, file, cursor) : undefined;
  const mayStand = (field: OptionField): boolean =>
    fits(field, place.target, edition) && suits(field.outline.fullName, place.target, cursor, facts);
  const out: Proposal[] = [];
  const proposal = (field: OptionField, name: string, more: Partial<Proposal>): void => {
    out.push({ ...nameProposal(cursor, place, rest, field, name), ...deprecation(field.outline.options), ...more });
  };
  if (!place.parenthesized) {
    for (const field of fieldsOf(place.type, place.schema)) {
      if (!mayStand(field)) continue;
      const { name } = field.outline;
      if (place.path.length === 0 && name === "features") {
        // What a file says of features it says of one after the other.
        for (const feature of field.message ? fieldsOf(field.message, place.schema) : [])
          if (mayStand(feature) && !place.given.has(`features.${feature.outline.name}`))
            proposal(feature, `features.${feature.outline.name}`, { rank: 2 });
      }
      if (!field.repeated && place.given.has(place.prefix + name)) continue;
      if (isExcluded(field, place.type, place.schema, other => place.given.has(place.prefix + other))) continue;
      proposal(field, name, { rank: place.path.length === 0 && rare.has(name) ? 4 : 1 });
    }
    if (place.path.length === 0 && place.form === "compact" && place.target === Target.field)
      out.push(...attributes(s, file, cursor, place, { rest, facts }));
  }
  const typed = place.parenthesized ? tree.source.slice(cursor.name.start, cursor.name.end).toLowerCase() : "";
  const extended = extensionsOf(s, file, tree, place, typed);
  for (const { field, name, ...more } of extended) {
    if (!fits(field, place.target, edition)) continue;
    if (
      !field.repeated &&
      place.given.has(place.parenthesized ? `${place.prefix}${name})` : `${place.prefix}(${name})`)
    )
      continue;
    proposal(field, place.parenthesized ? name : `(${name})`, more);
  }
  return { proposals: place.path.length === 0 ? likelyOptions(tree, out) : out, cut: false };
}

function restOf(tree: Tree, cursor: Cursor, form: NamePlace["form"]): Rest {
  let t = significantFrom(tree, tokenAt(tree, cursor.offset));
  if (cursor.offset > (tree.tokens.starts[t] as number)) t = significantFrom(tree, t + 1);
  const closesParenthesis = tree.tokens.kinds[t] === Sym.closeParen;
  if (closesParenthesis) t = significantFrom(tree, t + 1);
  const kind = tree.tokens.kinds[t];
  const inLiteral = kind === Sym.colon || kind === Sym.open || kind === Sym.less;
  const hasValue = kind === Sym.equals || kind === Sym.dot || (form === "compact" && inLiteral);
  const sameLine = !tree.source.slice(cursor.offset, tree.tokens.starts[t]).includes("\n");
  const end = form === "statement" && !(kind === Sym.semicolon && sameLine) ? ";" : "";
  return { hasValue, closesParenthesis, end };
}

function nameProposal(cursor: Cursor, place: NamePlace, rest: Rest, field: OptionField, name: string): Proposal {
  const { tree, offset } = cursor;
  const own = place.parenthesized ? cursor.name : cursor.part;
  // Editors close a parenthesis as soon as it is opened; what the value is put behind is the closing one.
  const isClosed = place.parenthesized && rest.closesParenthesis;
  const goesOn = !rest.hasValue && (!isClosed || tree.source[offset] === ")");
  const span = isClosed && goesOn ? { start: own.start, end: offset + 1 } : own;
  const closed = place.parenthesized && (goesOn || !isClosed) ? `${name})` : name;
  const base = {
    label: name,
    kind: "option" as const,
    span,
    detail: typeName(field),
    decl: { file: field.file, name: field.outline.fullName },
    rank: 0,
  };
  if (!goesOn) return { ...base, text: closed, commit: [".", "="] };
  // Of what is set part by part only other parts can be set.
  if (hasParts(place, name)) return { ...base, text: `${closed}.`, askAgain: true };
  return {
    ...base,
    text: `${closed} = ${valueSnippet(place, field, tree.syntax.edition)}${rest.end}`,
    snippet: true,
    ...(field.message ? { askAgain: true } : {}),
  };
}

function hasParts({ given, prefix, parenthesized }: NamePlace, name: string): boolean {
  const whole = `${prefix}${name}${parenthesized ? ")" : ""}.`;
  return [...given].some(other => other.startsWith(whole));
}

/** Behind the name of an option: the equals sign with a value to fill in. */
export function optionValueToCome(cursor: Cursor, place: Extract<OptionPlace, { kind: "equals" }>): Proposal[] {
  const { tree, name } = cursor;
  const rest = restOf(tree, cursor, place.form);
  if (rest.hasValue) return [];
  const text = `= ${valueSnippet(place, place.field, tree.syntax.edition)}${rest.end}`;
  return [{ label: "= …", kind: "snippet", span: name, text, snippet: true, detail: typeName(place.field), rank: 0 }];
}

/** `default` and `json_name`, which only look like options. */
function attributes(
  s: Candidates,
  file: FileId,
  cursor: Cursor,
  place: NamePlace,
  { rest, facts }: { readonly rest: Rest; readonly facts: FieldFacts | undefined },
): Proposal[] {
  const out: Proposal[] = [];
  const add = (name: string, snippet: string): void => {
    if (place.given.has(name)) return;
    out.push({
      label: name,
      kind: "option",
      span: cursor.part,
      text: rest.hasValue ? name : `${name} = ${snippet}`,
      snippet: !rest.hasValue,
      rank: 1,
      askAgain: true,
    });
  };
  const takesDefault = !facts || !(facts.isRepeated || facts.isImplicit || facts.kind === "message");
  if (takesDefault && cursor.tree.syntax.kind !== "proto3") add("default", defaultSnippet(s, file, cursor));
  if (!facts?.isExtension) add("json_name", '"$1"');
  return out;
}

/** One of the values that the field may have; of numbers and texts a tab stop. */
function defaultSnippet(s: Candidates, file: FileId, cursor: Cursor): string {
  const values = attributeValues(s, file, cursor, "default");
  if (values[0]?.snippet) return '"$1"';
  const names = values.map(v => plain(v.text));
  return names.length && !names.includes("inf") ? `\${1|${names.join(",")}|}` : `\${1:0}`;
}

interface Extension {
  readonly field: OptionField;
  readonly name: string;
  readonly rank: number;
  readonly moreEdits?: Proposal["moreEdits"];
}

/**
 * Extensions of a message: those that the file sees, then those that it would see with one more import. `typed`: what is written of the
 * name, in lower case.
 */
export function extensionsOf(
  s: Candidates,
  file: FileId,
  tree: Tree,
  place: Extract<OptionPlace, { kind: "name" | "literal" | "bracket" }>,
  typed = "",
): readonly Extension[] {
  const { type, schema } = place;
  const linked = s.linked(file);
  if (!linked) return [];
  const visible = new Set(linked.visible.map(v => v.id));
  const short = type.message.name;
  const names: NameUse = { scope: linked.scope, at: place.at, package: place.package, options: forExtensions };
  const out: Extension[] = [];
  for (const [outline, from] of s.extensions()) {
    // An extension names what it extends by the end of its name; the rest is looked up.
    if (!outline.extendee?.endsWith(short)) continue;
    const sees = visible.has(from);
    const field = schema.field(from, outline);
    if (!schema.belongsTo(field, type)) continue;
    const named = { fullName: outline.fullName, package: s.outline(from)?.package ?? "" };
    const name =
      nameAsBegun(names, outline.fullName, typed) ?? (sees ? nameFor(names, named) : nameWithImport(names, named));
    if (sees) {
      out.push({ field, name, rank: from === file ? 0 : 3 });
      continue;
    }
    const path = s.pathTo(file, from);
    if (path === undefined) continue;
    const edit = importEdit(tree, path, tree.syntax.edition >= Edition.edition2024 ? "option " : "");
    out.push({ field, name, rank: 5, moreEdits: [edit] });
  }
  return out;
}

/** Fields of a message inside of a literal. */
export function literalFields(
  s: Candidates,
  file: FileId,
  tree: Tree,
  cursor: Cursor,
  place: Extract<OptionPlace, { kind: "literal" }>,
): Completions {
  const span = cursor.part;
  const out: Proposal[] = [];
  const rest = restOf(tree, cursor, "compact");
  const { edition } = tree.syntax;
  const facts = place.target === Target.field ? factsAt(s, file, cursor) : undefined;
  const hasValue = rest.hasValue;
  const add = (field: OptionField, name: string, more: Partial<Proposal>): void => {
    const text = hasValue ? name : `${name}: ${valueSnippet(place, field, edition)}`;
    out.push({
      label: name,
      kind: "field",
      span,
      text,
      snippet: !hasValue,
      detail: typeName(field),
      decl: { file: field.file, name: field.outline.fullName },
      ...(hasValue ? { commit: [":"] } : field.message ? { askAgain: true } : {}),
      ...deprecation(field.outline.options),
      rank: isRequired(field) ? 0 : 1,
      ...more,
    });
  };
  for (const field of fieldsOf(place.type, place.schema))
    if (
      !place.given.has(nameInLiteral(field)) &&
      !isExcluded(field, place.type, place.schema, name => place.given.has(name)) &&
      fits(field, place.target, edition) &&
      suits(field.outline.fullName, place.target, cursor, facts)
    )
      add(field, nameInLiteral(field), {});
  for (const { field, rank, moreEdits } of extensionsOf(s, file, tree, place)) {
    const name = `[${field.outline.fullName}]`;
    if (!place.given.has(name)) add(field, name, { rank: rank + 1, ...(moreEdits ? { moreEdits } : {}) });
  }
  // What an Any holds is all there is in it.
  if (isAny(place.type) && [...place.given].some(name => name.startsWith("["))) return { proposals: [], cut: false };
  if (isAny(place.type) && place.given.size === 0) {
    const text = "[type.googleapis.com/$1] { $2 }";
    out.push({
      label: "[type.googleapis.com/…]",
      kind: "snippet",
      span,
      text,
      snippet: true,
      rank: 0,
      askAgain: true,
    });
  }
  return { proposals: out, cut: false };
}
