/** How features are mended by those who declare them (P513x: since and until when, P514x: what a feature has to be). */
import type { Fix, TextEdit } from "../../base/problem.ts";
import { editionLabel, type FeatureSupport, featureSupportOf } from "../../editions/featureSupport.ts";
import type { CompactOptions, LitField, MessageLit, Option } from "../../syntax/ast.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { removal, withField, withOption, withoutOption } from "../edits.ts";
import { plainName } from "../builtinOptions.ts";
import { insertion, type Mending, type Mends } from "./mending.ts";

/** The list in brackets of the field or value of the problem. */
const listOf = (m: Mending): CompactOptions | undefined => m.around("Field", "EnumValue")?.options;

function supportOf(m: Mending): MessageLit | undefined {
  const option = listOf(m)?.options.find(o => plainName(o) === "feature_support");
  return option?.value?.kind === "MessageLit" ? option.value : undefined;
}

/** Takes parts out of `feature_support = { … }`. */
function withoutParts(m: Mending, ...names: readonly string[]): Fix[] {
  const literal = supportOf(m);
  const parts = literal?.fields.filter(f => names.includes(f.name)) ?? [];
  if (!literal || parts.length === 0) return [];
  const edits = parts.map((f): TextEdit => {
    const { start, end } = m.span(f);
    const before = m.tokenBefore(f.first);
    const from = before === undefined ? start : m.tokenSpan(before).end;
    return { span: { start: from, end }, text: "" };
  });
  return [{ code: "F3240", args: [parts.map((f: LitField) => f.name).join("`, `")], edits }];
}

function setPart(m: Mending, name: string, edition: number | undefined): Fix[] {
  const literal = supportOf(m);
  const value = literal?.fields.find(f => f.name === name)?.value;
  if (!literal || edition === undefined) return [];
  const label = editionLabel(edition);
  const text = `EDITION_${label.toUpperCase()}`;
  if (value) return m.write(text, m.span(value));
  return withPart(m, literal, `${name}: ${text}`);
}

const withPart = (m: Mending, literal: MessageLit, text: string): Fix[] => [
  { code: "F4001", args: [text], edits: [withField(m.ctx, literal, text)] },
];

const ownSupport = (m: Mending): FeatureSupport | undefined => {
  const decl =
    m.declOf(m.around("Field", "EnumValue"), "field") ?? m.declOf(m.around("Field", "EnumValue"), "enumValue");
  return decl && featureSupportOf(decl.options);
};

/** The times of the enum value that contradicts its field; the value is the first arg. */
function valueSupport(m: Mending): FeatureSupport | undefined {
  for (const { id } of m.ctx.linked.visible) {
    const outline = m.ctx.world.outline(id);
    const decl = outline && findDecl(outline, m.args[0] ?? "");
    if (decl?.kind === "enumValue") return featureSupportOf(decl.options);
  }
  return undefined;
}

/** Without its last word the field is single. */
function withoutLabel(m: Mending): Fix[] {
  const label = m.around("Field")?.label;
  const behind = label && m.tokenBehind(label.last);
  if (!label || behind === undefined) return [];
  return m.ctx.tree.syntax.kind === "proto2"
    ? m.write("optional", m.span(label))
    : m.cut({ start: m.span(label).start, end: m.tokenSpan(behind).start }, label.text);
}

function withoutExtensions(m: Mending): Fix[] {
  const statements = (m.around("Message")?.body?.decls ?? []).filter(d => d.kind === "Extensions");
  if (statements.length === 0) return [];
  return [{ code: "F3240", args: ["extensions"], edits: statements.map(d => removal(m.ctx, d)) }];
}

/** The members of oneofs as fields of the message. */
function withoutOneofs(m: Mending): Fix[] {
  const label = m.ctx.tree.syntax.kind === "proto2" ? "optional " : "";
  const edits: TextEdit[] = [];
  for (const d of m.around("Message")?.body?.decls ?? []) {
    if (d.kind !== "Oneof" || !d.body?.closed) continue;
    const members = d.body.decls.filter(inner => inner.kind === "Field");
    const [first] = members;
    const last = members.at(-1);
    if (!first || !last || members.length !== d.body.decls.length) return [];
    const whole = m.span(d);
    edits.push({ span: { start: whole.start, end: m.span(first).start }, text: label });
    for (const f of members.slice(1)) if (label) edits.push(insertion(m.span(f).start, label));
    edits.push({ span: { start: m.span(last).end, end: whole.end }, text: "" });
  }
  return edits.length === 0 ? [] : [{ code: "F3240", args: ["oneof"], edits }];
}

const withText = (m: Mending, text: string): Fix[] => {
  const field = m.around("Field");
  const edit = field && withOption(m.ctx, field, text);
  return edit ? [{ code: "F4001", args: [text], edits: [edit] }] : [];
};

const defaultsOf = (m: Mending): readonly { option: Option; edition: string; value: string }[] =>
  (listOf(m)?.options ?? []).flatMap(option => {
    if (plainName(option) !== "edition_defaults" || option.value?.kind !== "MessageLit") return [];
    const part = (name: string): string => {
      const value = (option.value as MessageLit).fields.find(f => f.name === name)?.value;
      return value ? m.textOfNode(value) : "";
    };
    return [{ option, edition: part("edition"), value: part("value") }];
  });

/** What it is by the oldest default that there is, it was before too. */
function legacyDefault(m: Mending): Fix[] {
  const [oldest] = defaultsOf(m);
  return oldest?.value ? withText(m, `edition_defaults = {edition: EDITION_LEGACY, value: ${oldest.value}}`) : [];
}

/** It is there since the first edition that has a default of its own. */
function introduced(m: Mending): Fix[] {
  const editions = defaultsOf(m).map(d => d.edition);
  const first = editions.find(e => /^EDITION_2/.test(e)) ?? "EDITION_2023";
  const literal = supportOf(m);
  const text = `edition_introduced: ${first}`;
  return literal ? withPart(m, literal, text) : withText(m, `feature_support = {${text}}`);
}

function withoutDefault(m: Mending): Fix[] {
  const list = listOf(m);
  const label = `EDITION_${(m.args[1] ?? "").toUpperCase()}`;
  const found = defaultsOf(m).find(d => d.edition === label);
  if (!list || !found) return [];
  const shown = `edition_defaults: ${label}`;
  return [{ code: "F3240", args: [shown], edits: [withoutOption(m.ctx, list, found.option)] }];
}

export const featureFixes: Mends = {
  P5130: m => setPart(m, "edition_deprecated", ownSupport(m)?.introduced),
  P5131: m => withoutParts(m, "edition_deprecated"),
  P5132: m => withoutParts(m, "deprecation_warning"),
  P5133: m => withoutParts(m, "edition_deprecated", "deprecation_warning"),
  P5134: m => withoutParts(m, "edition_removed", "removal_error"),
  P5135: m => withoutParts(m, "edition_removed"),
  P5136: m => withoutParts(m, "removal_error"),
  P5137: m => setPart(m, "edition_introduced", valueSupport(m)?.introduced),
  P5138: m => setPart(m, "edition_removed", valueSupport(m)?.removed),
  P5139: m => setPart(m, "edition_deprecated", valueSupport(m)?.deprecated),
  P5141: withoutLabel,
  P5142: withoutExtensions,
  P5143: withoutOneofs,
  P5144: withoutLabel,
  P5145: m => {
    const type = m.around("Field")?.type;
    return type ? m.write("bool", m.span(type)) : [];
  },
  P5146: m => ["TARGET_TYPE_FILE", "TARGET_TYPE_FIELD"].flatMap(target => withText(m, `targets = ${target}`)),
  P5147: legacyDefault,
  P5148: introduced,
  P5149: withoutDefault,
};
