/** Numbers of declarations and ranges of them, as they are written. */
import type { IntLit, Name, RangeNode } from "../syntax/ast.ts";
import { integerValue } from "../syntax/grammar/path.ts";
import type { OptionOutline, RangeOutline } from "./outline.ts";

/** A number of 32 bits, or -1. */
export function numberOf(node: IntLit | Name | undefined): number {
  if (node?.kind !== "Int") return -1;
  const value = integerValue(node.text);
  if (value === undefined || value > 0x80000000n) return -1;
  return node.negative ? -Number(value) : Number(value);
}

export function rangeOf(node: RangeNode, max: number, options: readonly OptionOutline[]): RangeOutline {
  const start = numberOf(node.start);
  return { start, end: node.max ? max : node.end ? numberOf(node.end) : start, options };
}
