/**
 * P3230 [field]: a message set has no fields of its own. P3231 [extension]: extensions of message sets are optional messages.
 * P3232 [message]: proto3 has no message sets.
 * F3230 (no args): remove the option `message_set_wire_format`.
 */
import type { Fix } from "../base/problem.ts";
import { hasMessageSetFormat } from "../options/messageSet.ts";
import type { MessageOutline } from "../outline/outline.ts";
import { optionOf } from "./builtinOptions.ts";
import { type CheckContext, features, nameSpan, nodeOf, report, typeOfField, typeSpan } from "./context.ts";
import { optionRemoval } from "./edits.ts";
import { extendeeOf } from "./extensions.ts";
import { extensionsOf, messagesOf } from "./walk.ts";

export function checkMessageSets(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (!m.options.length || !hasMessageSetFormat(m)) continue;
    const fixes = removeOption(ctx, m);
    if (ctx.outline.syntax.kind === "proto3") report(ctx, "P3232", nameSpan(ctx, m), [m.name], { fixes });
    else for (const f of m.fields) report(ctx, "P3230", nameSpan(ctx, f), [f.name], { fixes });
  }
  for (const x of extensionsOf(ctx.outline)) {
    const message = extendeeOf(ctx, x);
    if (!message || !hasMessageSetFormat(message)) continue;
    const isMessage = typeOfField(ctx, x).isMessage && features(ctx, x).messageEncoding !== "DELIMITED";
    if (x.label === "repeated" || x.label === "required" || !isMessage)
      report(ctx, "P3231", typeSpan(ctx, x), [x.name]);
  }
}

function removeOption(ctx: CheckContext, m: MessageOutline): Fix[] {
  const node = nodeOf(ctx, m);
  const option = optionOf(ctx, m, "message_set_wire_format");
  return node && option
    ? [{ code: "F3230", args: [], edits: [optionRemoval(ctx, { options: undefined }, option)] }]
    : [];
}
