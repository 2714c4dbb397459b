/**
 * Which of many proposals is meant where little or nothing is typed: what the file uses most comes first, and what a message declares
 * inside of itself and has no field of yet. In a new file the words come first that most fields begin with.
 */
import { scalarTypes } from "../../base/scalarTypes.ts";
import { lastPart } from "../../base/lastPart.ts";
import type { FileId } from "../../link/world.ts";
import type { Linked, TypeUse } from "../../link/link.ts";
import type { FieldOutline, MessageOutline, Outline } from "../../outline/outline.ts";
import { extensionsIn } from "../../outline/extensionsIn.ts";
import { blockName, type Cursor } from "./cursor.ts";
import type { Candidates, Proposal } from "./proposal.ts";
import { type RpcPart, rpcTypeName } from "./rpcTypes.ts";
import { offered } from "./types.ts";

/** As often as fields of published interfaces begin with them, of all that do; less than one use, so that any use counts for more. */
const expected: Readonly<Record<string, number>> = {
  string: 0.9,
  repeated: 0.8,
  optional: 0.7,
  bool: 0.6,
  int32: 0.5,
  int64: 0.45,
  message: 0.4,
  enum: 0.35,
  oneof: 0.3,
  map: 0.25,
  double: 0.2,
  bytes: 0.15,
};

/** More than any number of uses. */
const CERTAIN = 1e6;
/** Of types whose file is imported for nothing yet. */
const IDLE = 1e5;
/** Of types of this file that nothing refers to, where they are few. */
const LONELY = 2.5;
const FEW = 6;
/** Of what a message is named after, as `GetItemRequest` is after `Item`. */
const ABOUT = 5;
const SHORTEST_SUBJECT = 4;
const UNFIT = -1;
/** From this rank on proposals need an import or are no whole names. */
const FIRST_RANK_ELSEWHERE = 4;

/** What a field may begin with, the likeliest first. */
export function likelyFields(
  s: Candidates,
  file: FileId,
  cursor: Cursor,
  proposals: readonly Proposal[],
): readonly Proposal[] {
  const linked = s.linked(file);
  if (!linked) return proposals;
  const uses = usesOf(linked, ["field"]);
  countWords(linked.outline, uses);
  const named = usesOf(linked, ["field", "input", "output", "extendee"]);
  const owner = blockName(cursor, linked.outline.package);
  const idle = idleImports(linked);
  const lonely = [...linked.outline.types.values()].filter(d => offered(d, "field") && !named.has(d.fullName)).length;
  const weight = ({ decl, label }: Proposal): number => {
    const name = decl?.name ?? label;
    const used = (uses.get(name) ?? 0) + (expected[label] ?? 0);
    if (decl && isAbout(owner, name)) return used + ABOUT;
    if (!decl || named.has(name)) return used;
    if (idle.has(decl.file)) return IDLE;
    if (decl.file !== file) return used;
    if (name.startsWith(`${owner}.`) && owner !== linked.outline.package) return CERTAIN;
    return lonely <= FEW ? LONELY : used;
  };
  return inOrder(proposals, weight);
}

/** What an rpc takes or answers with: what is named after it, or the thing that it is about, then messages made for rpcs. */
export function likelyMessages(
  s: Candidates,
  file: FileId,
  proposals: readonly Proposal[],
  { rpc, part }: { readonly rpc: string; readonly part: RpcPart },
): readonly Proposal[] {
  const linked = s.linked(file);
  if (!linked) return proposals;
  const uses = usesOf(linked, [part === "request" ? "input" : "output"]);
  const own = rpcTypeName(rpc, part);
  const thing = part === "response" ? /^(?:Get|Create|Update|Patch|Undelete)([A-Z]\w*)$/.exec(rpc)?.[1] : undefined;
  return inOrder(proposals, ({ decl, label }) => {
    const name = lastPart(label);
    const used = uses.get(decl?.name ?? "") ?? 0;
    if (name === own) return CERTAIN;
    if (name === thing) return IDLE;
    if (name.endsWith("Request")) return part === "request" ? used || LONELY : UNFIT;
    if (name.endsWith("Response")) return part === "response" ? used || LONELY : UNFIT;
    return used;
  });
}

function isAbout(message: string, type: string): boolean {
  const [whole, part] = [lastPart(message), lastPart(type)];
  return part.length >= SHORTEST_SUBJECT && part !== whole && whole.includes(part);
}

/** Imported files that declare no options and that nothing refers to yet. */
function idleImports({ id, visible, refs }: Linked): Set<FileId> {
  const busy = new Set(refs.map(r => r.result.ok && r.result.found.kind !== "package" && r.result.found.id.file));
  return new Set(
    visible.filter(v => v.id !== id && !busy.has(v.id) && extensionsIn(v.outline).length === 0).map(v => v.id),
  );
}

/** The order of weights among what the file sees, the heaviest first; deprecated ones last. */
function inOrder(proposals: readonly Proposal[], weight: (p: Proposal) => number): readonly Proposal[] {
  const weighed = proposals.map(p => ({
    p,
    isHere: p.rank < FIRST_RANK_ELSEWHERE,
    weight: p.deprecated ? -1 : weight(p),
  }));
  const here = weighed.filter(w => w.isHere && w.weight !== 0).sort((a, b) => b.weight - a.weight);
  const rest = weighed.filter(w => !w.isHere || w.weight === 0);
  const likely = here.filter(w => w.weight > 0).map(({ p }) => ({ ...p, rank: 0 }));
  const unlikely = here.filter(w => w.weight < 0).map(({ p }) => ({ ...p, rank: FIRST_RANK_ELSEWHERE - 1 }));
  const others = rest.map(({ p, isHere }) => (isHere ? { ...p, rank: Math.max(1, p.rank) } : p));
  return [...likely, ...others, ...unlikely];
}

/** How often the file refers to each type in one of these ways, by full name. */
function usesOf({ refs }: Linked, ways: readonly TypeUse[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { use, result } of refs)
    if (ways.includes(use) && result.ok && result.found.kind !== "package") add(uses, result.found.id.name);
  return uses;
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Adds the scalar types, labels and other words of the language that members of messages begin with. */
function countWords({ messages, extensions }: Outline, counts: Map<string, number>): void {
  const field = (f: FieldOutline): void => {
    if (f.form === "map") add(counts, "map");
    else if (f.label) add(counts, f.label);
    if (scalarTypes.has(f.type)) add(counts, f.type);
  };
  const message = (m: MessageOutline): void => {
    m.fields.forEach(field);
    m.extensions.forEach(field);
    for (const o of m.oneofs) if (!o.synthetic) add(counts, "oneof");
    for (const _ of m.enums) add(counts, "enum");
    for (const inner of m.messages) {
      if (!inner.synthetic) add(counts, "message");
      message(inner);
    }
  };
  messages.forEach(message);
  extensions.forEach(field);
}
