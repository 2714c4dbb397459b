/**
 * Features that others declare: extensions of `google.protobuf.FeatureSet`. All are warnings, since only the generators that own them refuse
 * to resolve them. P5140 [extension]: not a message. P5141 [extension]: repeated. P5142 [message]: can itself be extended. P5143 [message]: has a
 * oneof. Of its fields: P5144 [field]: repeated or required. P5145 [field]: neither an enum nor a bool. P5146 [field]: no targets. P5147
 * [field]: no default for EDITION_LEGACY. P5148 [field]: does not say since which edition it is there. P5149 [field, edition]: a default for an
 * edition that does not have it.
 */
import { Edition } from "../syntax/edition.ts";
import { editionLabel, editionValue, featureSupportOf } from "../editions/featureSupport.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import { type CheckContext, nameSpan, report, typeOfField } from "./context.ts";
import { extendeeOf } from "./extensions.ts";
import { extensionsOf } from "./walk.ts";

const EDITION_LEGACY = 900;

export function checkFeatureAuthors(ctx: CheckContext): void {
  for (const x of extensionsOf(ctx.outline)) {
    if (extendeeOf(ctx, x)?.fullName !== "google.protobuf.FeatureSet") continue;
    const { decl, file } = typeOfField(ctx, x);
    if (decl?.kind !== "message") warn(ctx, "P5140", x, [x.name]);
    else if (x.label === "repeated") warn(ctx, "P5141", x, [x.name]);
    else if (file === ctx.id) featureMessage(ctx, decl);
  }
}

function warn(ctx: CheckContext, code: string, at: FieldOutline | MessageOutline, args: readonly string[]): void {
  report(ctx, code, nameSpan(ctx, at), args, { severity: "warning" });
}

function featureMessage(ctx: CheckContext, m: MessageOutline): void {
  if (m.extensions.length > 0 || m.extensionRanges.length > 0) warn(ctx, "P5142", m, [m.name]);
  if (m.oneofs.length > 0) warn(ctx, "P5143", m, [m.name]);
  for (const f of m.fields) feature(ctx, f);
}

function feature(ctx: CheckContext, f: FieldOutline): void {
  const { decl } = typeOfField(ctx, f);
  if (f.label === "repeated" || f.label === "required") return warn(ctx, "P5144", f, [f.name]);
  if (decl?.kind !== "enum" && f.type !== "bool") return warn(ctx, "P5145", f, [f.name]);
  if (!f.options.some(o => o.name === "targets")) warn(ctx, "P5146", f, [f.name]);
  const defaults = editionDefaults(f);
  if (!defaults.includes(EDITION_LEGACY)) warn(ctx, "P5147", f, [f.name]);
  const support = featureSupportOf(f.options);
  if (support?.introduced === undefined) return warn(ctx, "P5148", f, [f.name]);
  const { introduced, removed } = support;
  for (const edition of defaults)
    if (edition >= Edition.edition2023 && (edition < introduced || (removed !== undefined && edition > removed)))
      warn(ctx, "P5149", f, [f.name, editionLabel(edition)]);
}

/** The editions that a feature has defaults for. */
function editionDefaults(f: FieldOutline): number[] {
  const out: number[] = [];
  for (const o of f.options) {
    if (o.name !== "edition_defaults" || o.value.kind !== "message") continue;
    const edition = editionValue(o.value.fields.find(part => part.name === "edition")?.value);
    if (edition !== undefined) out.push(edition);
  }
  return out;
}
