/**
 * P2011 [path, extension]: a file that is imported for its options alone declares an extension that may hold a value to be redacted, which
 * programs that do not load the file cannot know. F2034 [path]: import the file for more than its options.
 */
import type { InterpretedOptions } from "../options/interpret.ts";
import type { OptionField } from "../options/schema.ts";
import { isSet } from "../outline/isSet.ts";
import { extensionsOf } from "./walk.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { type CheckContext, report, spanOf } from "./context.ts";
import { plainImport } from "./importEdit.ts";

export function checkRedactedOptions(ctx: CheckContext, options: InterpretedOptions): void {
  const { source, tokens, root } = ctx.tree;
  for (const d of root.decls) {
    if (d.kind !== "Import" || d.modifier !== "option" || !d.path) continue;
    const path = stringValue(source, tokens.starts, d.path);
    const target = ctx.world.resolveImport(ctx.id, path);
    const outline = target === undefined ? undefined : ctx.world.outline(target);
    if (target === undefined || !outline) continue;
    for (const x of extensionsOf(outline)) {
      if (!holdsRedacted(options, options.schema.field(target, x), new Set())) continue;
      const related = [{ file: target, at: { decl: x.fullName }, code: "R2033", args: [x.fullName] }];
      const fixes = [{ code: "F2034", args: [path], edits: plainImport(ctx.tree, d) }];
      report(ctx, "P2011", spanOf(ctx, d.path), [path, x.fullName], { related, fixes });
      break;
    }
  }
}

/** Whether an enum has a value that is redacted, in the field itself or in a message below it. */
function holdsRedacted(options: InterpretedOptions, field: OptionField, seen: Set<object>): boolean {
  if (field.enum) return field.enum.enum.values.some(v => isSet(v.options, "debug_redact", "true"));
  if (!field.message || seen.has(field.message.message)) return false;
  const { file, message } = field.message;
  seen.add(message);
  return message.fields.some(f => holdsRedacted(options, options.schema.field(file, f), seen));
}
