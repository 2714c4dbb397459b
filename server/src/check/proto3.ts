/**
 * What proto3 does not have. P3250 [field]: `required`. P3251 [group]: groups. P3252 [field]: a default. P3253 [extended message]:
 * extensions of anything but options. P3254 [enum, message]: closed enums of proto2 files. P3116 [message]: extension ranges.
 * F3250 (no args): remove the label. F3140 (no args): remove the default.
 */
import type { FieldOutline } from "../outline/outline.ts";
import { featuresOf } from "../editions/features.ts";
import { type CheckContext, nameSpan, nodeOf, report, spanOf, typeOfField, typeSpan } from "./context.ts";
import { inLineOf } from "./builtinOptions.ts";
import { defaultOption, removeDefault } from "./defaultLiterals.ts";
import { wrongDefault } from "./defaults.ts";
import { extendeeOf, rangeOf } from "./extensions.ts";
import { rangedOf } from "./ranges.ts";
import type { Path } from "../syntax/ast.ts";
import { messagesOf } from "./walk.ts";

export function checkProto3(ctx: CheckContext): void {
  if (ctx.outline.syntax.kind !== "proto3") return;
  const told = new Set<Path>();
  for (const x of ctx.outline.extensions) ofExtension(ctx, x, told);
  for (const m of messagesOf(ctx.outline)) {
    for (const f of m.fields) ofField(ctx, f);
    for (const x of m.extensions) ofExtension(ctx, x, told);
    const [range] = rangedOf(ctx, m, "Extensions");
    if (range) report(ctx, "P3116", spanOf(ctx, range.node), [m.name]);
  }
}

/** The messages of options; the compiler knows them by a second name too. */
const optionMessage =
  /^(google\.protobuf|proto2)\.(File|Message|Field|Enum|EnumValue|Service|Method|Oneof|ExtensionRange)Options$/;

/** `told` holds the names of extended messages that are reported: one is written for all extensions of its block. */
function ofExtension(ctx: CheckContext, x: FieldOutline, told: Set<Path>): void {
  const extendee = extendeeOf(ctx, x);
  // A message without a range for the number cannot be extended in any syntax, which is told of the number.
  if (extendee && !optionMessage.test(extendee.fullName) && rangeOf(extendee, x.number)) {
    const written = ctx.declared.extendOf.get(x)?.extendee;
    if (written && told.has(written)) return ofField(ctx, x);
    if (written) told.add(written);
    report(ctx, "P3253", written ? spanOf(ctx, written) : nameSpan(ctx, x), [extendee.fullName]);
  }
  ofField(ctx, x);
}

function ofField(ctx: CheckContext, f: FieldOutline): void {
  const node = nodeOf(ctx, f);
  if (node?.kind !== "Field") return;
  // A required extension is wrong in every syntax.
  if (f.label === "required" && f.extendee === undefined && node.label) {
    const label = spanOf(ctx, node.label);
    const type = typeSpan(ctx, f);
    const fixes = [{ code: "F3250", args: [], edits: [{ span: { start: label.start, end: type.start }, text: "" }] }];
    report(ctx, "P3250", inLineOf(ctx, type, label), [f.name], { fixes });
  }
  const option = f.defaultValue && defaultOption(node);
  if (option?.value && !wrongDefault(ctx, f, option.value))
    report(ctx, "P3252", spanOf(ctx, option), [f.name], { fixes: [removeDefault(ctx, node, option)] });
  if (f.form === "group") return report(ctx, "P3251", typeSpan(ctx, f), [f.type]);
  const { decl, file } = typeOfField(ctx, f);
  if (decl?.kind !== "enum" || file === undefined) return;
  if (featuresOf(ctx.world, file, decl).enumType !== "CLOSED") return;
  // The key of a map cannot be an enum at all.
  const entry = f.parent?.synthetic === "map-entry" ? f.parent : undefined;
  if (entry && f.name === "key") return;
  const span = node.map?.value ? spanOf(ctx, node.map.value) : typeSpan(ctx, f);
  report(ctx, "P3254", span, [decl.fullName, (entry ?? f).parent?.name ?? ""]);
}
