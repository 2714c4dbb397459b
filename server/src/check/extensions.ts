/**
 * Extensions and what they extend. P3301 [message, number]: the message keeps no such number for extensions. P3302 [extension]: an
 * extension cannot be required. P3303 [number, message, other extension]: the number is taken in this file. P3304 [number, message, other
 * extension, file] (warning): it is taken in another one.
 * R3104 [extension]: who has the number. F3104 [number]: take the first free number. F3302 (no args): make it optional.
 */
import type { Fix } from "../base/problem.ts";
import type { FileId } from "../link/world.ts";
import { MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import type { FieldOutline, MessageOutline, Outline } from "../outline/outline.ts";
import { hasMessageSetFormat } from "../options/messageSet.ts";
import { Scope } from "../link/lookup.ts";
import { visibleFiles } from "../link/visible.ts";
import { type CheckContext, declOf, nodeOf, numberSpan, report, spanOf } from "./context.ts";
import { extensionsOf } from "./walk.ts";

export function checkExtensions(ctx: CheckContext): void {
  const taken = new Map<MessageOutline, Map<number, FieldOutline>>();
  for (const x of extensionsOf(ctx.outline)) {
    if (x.label === "required") required(ctx, x);
    const message = extendeeOf(ctx, x);
    if (!message) continue;
    const numbers = taken.get(message) ?? new Map<number, FieldOutline>();
    taken.set(message, numbers);
    const other = numbers.get(x.number);
    if (x.number > 0 && !rangeOf(message, x.number)) {
      const fixes = renumber(ctx, x, message, numbers);
      report(ctx, "P3301", numberSpan(ctx, x), [message.fullName, `${x.number}`], { fixes });
    } else if (other) {
      const related = [{ at: numberSpan(ctx, other), code: "R3104", args: [other.name] }];
      const args = [`${x.number}`, message.fullName, other.fullName];
      report(ctx, "P3303", numberSpan(ctx, x), args, { related, fixes: renumber(ctx, x, message, numbers) });
    } else if (x.number > 0) numbers.set(x.number, x);
  }
  if (taken.size > 0) inOtherFiles(ctx, taken);
}

/** The message that an extension extends, as far as its name resolves to one. */
export function extendeeOf(ctx: CheckContext, x: FieldOutline): MessageOutline | undefined {
  const result = ctx.linked.extendeeOf.get(x);
  const decl = declOf(ctx, result?.ok ? result.found : undefined);
  return decl?.kind === "message" ? decl : undefined;
}

type Range = MessageOutline["extensionRanges"][number];

/** Ranges are kept with their end exclusive, in 32 bits. */
const MAX_SET_NUMBER = 0x7ffffffe;

const sortedRanges = new WeakMap<MessageOutline, readonly Range[]>();

/** The extension range that a number lies in. `max` reaches further in message sets. */
export function rangeOf(message: MessageOutline, number: number): Range | undefined {
  let ranges = sortedRanges.get(message);
  if (!ranges) sortedRanges.set(message, (ranges = [...message.extensionRanges].sort((a, b) => a.start - b.start)));
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((ranges[mid] as Range).start <= number) low = mid + 1;
    else high = mid;
  }
  const range = ranges[low - 1];
  if (!range) return undefined;
  const last = range.end === MAX_FIELD_NUMBER && hasMessageSetFormat(message) ? MAX_SET_NUMBER : range.end;
  return number <= last ? range : undefined;
}

function required(ctx: CheckContext, x: FieldOutline): void {
  const node = nodeOf(ctx, x);
  const label = node?.kind === "Field" ? node.label : undefined;
  const span = label ? spanOf(ctx, label) : numberSpan(ctx, x);
  report(ctx, "P3302", span, [x.name], { fixes: [{ code: "F3302", args: [], edits: [{ span, text: "optional" }] }] });
}

function renumber(
  ctx: CheckContext,
  x: FieldOutline,
  of: MessageOutline,
  taken: ReadonlyMap<number, unknown>,
): Fix[] {
  for (const r of of.extensionRanges)
    for (let n = r.start; n <= r.end && n < r.start + taken.size + 1; n++)
      if (!taken.has(n)) {
        const text = `${n}`;
        return [{ code: "F3104", args: [text], edits: [{ span: numberSpan(ctx, x), text }] }];
      }
  return [];
}

type Taken = ReadonlyMap<MessageOutline, ReadonlyMap<number, FieldOutline>>;

/** The compiler knows all files that are imported, however far away. */
function inOtherFiles(ctx: CheckContext, taken: Taken): void {
  const byName = new Map<string, ReadonlyMap<number, FieldOutline>>();
  const ownNumbers = new Set<number>();
  for (const [message, numbers] of taken) {
    byName.set(message.fullName, numbers);
    for (const n of numbers.keys()) ownNumbers.add(n);
  }
  const said = new Set<FieldOutline>();
  for (const [file, outline] of importedFiles(ctx)) {
    let scope: Scope | undefined;
    for (const other of extensionsOf(outline)) {
      if (!ownNumbers.has(other.number)) continue;
      scope ??= new Scope(ctx.world, visibleFiles(ctx.world, file, outline));
      const result = scope.lookup(other.extendee ?? "", other.fullName, { typesOnly: false, forOption: false });
      if (!result.ok || result.found.kind !== "message") continue;
      const own = byName.get(result.found.id.name)?.get(other.number);
      if (!own || said.has(own)) continue;
      said.add(own);
      const related = [{ file, at: { decl: other.fullName }, code: "R3104", args: [other.name] }];
      const args = [`${own.number}`, result.found.id.name, other.fullName, ctx.world.importName(file)];
      report(ctx, "P3304", numberSpan(ctx, own), args, { severity: "warning", related });
    }
  }
}

function* importedFiles(ctx: CheckContext): Generator<[FileId, Outline]> {
  const seen = new Set<FileId>([ctx.id]);
  const waiting: [FileId, Outline][] = [[ctx.id, ctx.outline]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [file, outline] = next;
    if (file !== ctx.id) yield next;
    for (const i of outline.imports) {
      const target = ctx.world.resolveImport(file, i.path);
      if (target === undefined || seen.has(target)) continue;
      seen.add(target);
      const found = ctx.world.outline(target);
      if (found) waiting.push([target, found]);
    }
  }
}
