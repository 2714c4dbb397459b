/** Every field that an option statement sets, at any depth, with the statement that sets it. */
import type { Span } from "../base/span.ts";
import type { Option } from "../syntax/ast.ts";
import type { InterpretedOptions } from "./interpret.ts";
import type { OptionBlock } from "./optionBlocks.ts";
import type { OptionField } from "./schema.ts";
import { type FieldScalar, MessageValue } from "./value.ts";

export interface SetField {
  readonly block: OptionBlock;
  readonly option: Option;
  readonly field: OptionField;
  /** Undefined where the statement's name goes on below the field. */
  readonly value: FieldScalar | undefined;
  /** The token that names the field inside of a literal; -1 where the name of the statement does. */
  readonly token: number;
}

/** Visits what is set, outer fields first. Options whose interpretation failed are left out. */
export function eachSetField(options: InterpretedOptions, visit: (set: SetField) => void): void {
  for (const block of options.blocks) {
    if (block.copy) continue;
    for (const option of block.options) {
      const fields = options.fieldsOf.get(option);
      const value = options.valueOf.get(option);
      if (!fields || value === undefined) continue;
      fields.forEach((field, i) => {
        visit({ block, option, field, value: i === fields.length - 1 ? value : undefined, token: -1 });
      });
      if (value instanceof MessageValue) inside(block, option, value, visit);
    }
  }
}

function inside(block: OptionBlock, option: Option, message: MessageValue, visit: (set: SetField) => void): void {
  for (const { field, values, token } of message.fields.values())
    for (const value of values) {
      visit({ block, option, field, value, token });
      if (value instanceof MessageValue) inside(block, option, value, visit);
    }
}

/** Where a field is named: what a problem about it points at. */
export function nameSpanOf(starts: Uint32Array, set: SetField): Span {
  if (set.token >= 0) return { start: starts[set.token] as number, end: starts[set.token + 1] as number };
  return optionNameSpan(starts, set.option);
}

/** The whole name of an option statement. */
export function optionNameSpan(starts: Uint32Array, option: Option): Span {
  const last = option.name[option.name.length - 1] ?? option;
  return { start: starts[(option.name[0] ?? option).first] as number, end: starts[last.last + 1] as number };
}
