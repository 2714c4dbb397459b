/** The values that the options of a file come down to, each with the way of names that leads there. */
import type { FileId } from "../../link/world.ts";
import type { Linked } from "../../link/link.ts";
import { type OptionOwner, optionBlocks } from "../../options/optionBlocks.ts";
import type { Option, Value } from "../../syntax/ast.ts";
import type { Semantics } from "../symbolAt.ts";

export interface OptionLeaf {
  readonly owner: OptionOwner;
  /** Names are looked up from the scope in which this name stands. */
  readonly at: string;
  /** The extension's full name; as written, without a leading dot, where it is not found; an option of the language by its own. */
  readonly extension: string;
  readonly isFound: boolean;
  /** Names of fields below the extension; those of extensions in brackets. */
  readonly path: readonly string[];
  /** Neither a message nor a list. */
  readonly value: Value;
}

const known = new WeakMap<Linked, readonly OptionLeaf[]>();

/** The compiler reads no values that lie deeper. */
const MAX_DEPTH = 100;

const byOwner = new WeakMap<readonly OptionLeaf[], ReadonlyMap<OptionOwner, readonly OptionLeaf[]>>();

/** Those of one declaration. */
export function leavesOfOwner(s: Semantics, file: FileId, owner: OptionOwner): readonly OptionLeaf[] {
  const all = optionLeaves(s, file);
  const known = byOwner.get(all);
  if (known) return known.get(owner) ?? [];
  const map = new Map<OptionOwner, OptionLeaf[]>();
  for (const leaf of all) {
    const list = map.get(leaf.owner);
    if (list) list.push(leaf);
    else map.set(leaf.owner, [leaf]);
  }
  byOwner.set(all, map);
  return map.get(owner) ?? [];
}

/** Options of the language whose strings name something. */
const naming: ReadonlySet<string> = new Set(["edition_defaults", "declaration"]);

/** Of custom options, and of the few others whose strings name something. */
export function optionLeaves(s: Semantics, file: FileId): readonly OptionLeaf[] {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return [];
  const leaves = known.get(linked);
  if (leaves) return leaves;
  const out: OptionLeaf[] = [];
  for (const { owner, at, options, copy } of optionBlocks(tree, linked.declared))
    for (const option of copy ? [] : options) {
      const first = option.name[0];
      if (!first || !option.value || !(first.extension || naming.has(first.text))) continue;
      const found = first.extension ? linked.scope.lookup(first.text, at, forOption) : undefined;
      const id = found?.ok && found.found.kind === "field" ? found.found.id : undefined;
      const extension = id?.name ?? first.text.replace(/^\./, "");
      const isFound = id !== undefined || !first.extension;
      for (const leaf of leavesOf(option.value, restOf(option))) out.push({ owner, at, extension, isFound, ...leaf });
    }
  known.set(linked, out);
  return out;
}

const forOption = { typesOnly: false, forOption: true } as const;

const restOf = ({ name }: Option): string[] => name.slice(1).map(p => (p.extension ? `[${p.text}]` : p.text));

function* leavesOf(
  value: Value,
  path: readonly string[],
  depth = 0,
): Generator<{ path: readonly string[]; value: Value }> {
  if (depth > MAX_DEPTH) return;
  if (value.kind === "ListLit") for (const v of value.values) yield* leavesOf(v, path, depth + 1);
  else if (value.kind !== "MessageLit") yield { path, value };
  else
    for (const f of value.fields)
      if (f.value) yield* leavesOf(f.value, [...path, f.form === "field" ? f.name : `[${f.name}]`], depth + 1);
}
