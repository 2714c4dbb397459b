/** P4040. An option says on which kinds of declarations it may stand (`targets`), itself or as a part of another. */
import type { OptionOutline } from "../outline/outline.ts";
import type { OptionContext } from "./context.ts";
import type { InterpretedOptions } from "./interpret.ts";
import { type OptionOwner, Target } from "./optionBlocks.ts";
import type { OptionField } from "./schema.ts";
import { eachSetField, nameSpanOf } from "./setFields.ts";

const targetNames: ReadonlyMap<string, number> = new Map([
  // Written alone it allows none.
  ["TARGET_TYPE_UNKNOWN", 0],
  ["TARGET_TYPE_FILE", Target.file],
  ["TARGET_TYPE_EXTENSION_RANGE", Target.extensionRange],
  ["TARGET_TYPE_MESSAGE", Target.message],
  ["TARGET_TYPE_FIELD", Target.field],
  ["TARGET_TYPE_ONEOF", Target.oneof],
  ["TARGET_TYPE_ENUM", Target.enum],
  ["TARGET_TYPE_ENUM_ENTRY", Target.enumValue],
  ["TARGET_TYPE_SERVICE", Target.service],
  ["TARGET_TYPE_METHOD", Target.method],
]);

/** What a problem calls a target. */
export const targetWords: Readonly<Record<number, string>> = {
  [Target.file]: "file",
  [Target.extensionRange]: "extension range",
  [Target.message]: "message",
  [Target.field]: "field",
  [Target.oneof]: "oneof",
  [Target.enum]: "enum",
  [Target.enumValue]: "enum entry",
  [Target.service]: "service",
  [Target.method]: "method",
};

const known = new WeakMap<readonly OptionOutline[], ReadonlySet<number>>();
const anywhere: ReadonlySet<number> = new Set();

/** The kinds of declarations on which a field may be set; empty for all. */
export function targetsOf(field: Pick<OptionField, "outline">): ReadonlySet<number> {
  const { options } = field.outline;
  if (options.length === 0) return anywhere;
  let set = known.get(options);
  if (!set) {
    const made = new Set<number>();
    for (const o of options) {
      const target = o.name === "targets" && o.value.kind === "ident" ? targetNames.get(o.value.text) : undefined;
      if (target !== undefined) made.add(target);
    }
    set = made;
    known.set(options, set);
  }
  return set;
}

export function checkTargets(ctx: OptionContext, options: InterpretedOptions): void {
  const said = new Map<OptionOwner, Set<OptionField>>();
  eachSetField(options, set => {
    const { block, field } = set;
    const targets = targetsOf(field);
    if (targets.size === 0 || targets.has(block.target)) return;
    const done = said.get(block.owner) ?? new Set();
    said.set(block.owner, done);
    if (done.has(field)) return;
    done.add(field);
    const allowed = [...targets].flatMap(t => targetWords[t] ?? []).join(", ");
    ctx.report({
      code: "P4040",
      severity: "error",
      span: nameSpanOf(ctx.tree.tokens.starts, set),
      args: [field.outline.fullName, targetWords[block.target] ?? "", allowed],
    });
  });
}
