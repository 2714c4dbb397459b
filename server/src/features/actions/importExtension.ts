/**
 * Writes a custom option that was meant by its own name alone, or without parentheses, as the package of its file has it, and imports
 * that file where it is not seen.
 */
import { importEdit } from "../../check/importEdit.ts";
import type { FileId } from "../../link/world.ts";
import type { OptionBlock } from "../../options/optionBlocks.ts";
import { extensionsIn } from "../../outline/extensionsIn.ts";
import type { Option, OptionNamePart } from "../../syntax/ast.ts";
import { Edition } from "../../syntax/edition.ts";
import { forExtensions, nameFor, type NameUse, nameWithImport } from "../completion/nameFor.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, nodeAround, refuse, say, type Wording } from "./action.ts";

/** More of one name are no help to choose from. */
const MOST = 5;

interface Unknown {
  readonly block: OptionBlock;
  /** The part in parentheses, or those without. */
  readonly parts: readonly OptionNamePart[];
}

interface Meant {
  readonly fullName: string;
  /** To import; undefined where the option is seen already. */
  readonly path: string | undefined;
  /** With parentheses. */
  readonly text: string;
  /** How many parts it stands for. */
  readonly count: number;
}

export const importExtension: Action = {
  id: "importExtension",
  kind: "quickfix",
  offers(ctx) {
    const unknown = unknownHere(ctx);
    return unknown ? meantBy(ctx, unknown).map(m => ({ title: titleOf(m), argument: keyOf(m) })) : [];
  },
  run(ctx, argument) {
    const unknown = unknownHere(ctx);
    const meant = unknown && meantBy(ctx, unknown).find(m => keyOf(m) === argument);
    if (!unknown || !meant) return refuse("notHere");
    const { syntaxTree: tree, file } = ctx;
    const [first, last] = [unknown.parts[0], unknown.parts[meant.count - 1]] as OptionNamePart[];
    const draft = new Draft();
    if (first && last) draft.replace(file, spanOfNode(tree, { first: first.first, last: last.last }), meant.text);
    if (meant.path !== undefined) {
      const { span, text } = importEdit(
        tree,
        meant.path,
        tree.syntax.edition >= Edition.edition2024 ? "option " : "",
      );
      draft.replace(file, span, text);
    }
    return { ok: true, draft };
  },
};

const titleOf = ({ path, text }: Meant): Wording =>
  path === undefined ? say("writeName", text) : say("importName", path, text);
const keyOf = ({ fullName, path }: Meant): string => `${fullName} ${path ?? ""}`;

/** The option under the cursor, where its first part is the name of nothing; one that a file declares in full has a fix of its own. */
function unknownHere(ctx: ActionContext): Unknown | undefined {
  const option: Option | undefined = nodeAround(ctx, "Option");
  const first = option?.name[0];
  if (!option || !first) return undefined;
  const { start, end } = spanOfNode(ctx.syntaxTree, first);
  const isUnknown = ctx
    .problems(ctx.file)
    .some(
      p => p.code === "P4002" && p.args.length === 2 && p.args[1] === first.text && touches(p.span, { start, end }),
    );
  const block = ctx.checked(ctx.file)?.options.blocks.find(b => !b.copy && b.options.includes(option));
  if (!isUnknown || !block || first.text.startsWith(".")) return undefined;
  const closing = option.name.findIndex(part => part.extension);
  return { block, parts: first.extension ? [first] : option.name.slice(0, closing < 0 ? undefined : closing) };
}

const touches = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start <= b.end && b.start <= a.end;

function meantBy(ctx: ActionContext, { block, parts }: Unknown): readonly Meant[] {
  const { scope, visible, outline: own } = ctx.linkedHere;
  const place: NameUse = { scope, at: block.at, package: own.package, options: forExtensions };
  const seen = new Set(visible.map(v => v.id));
  // The longest one first: of `a.b` the option `a.b` is meant before `a`.
  const written = parts
    .map((_, i) =>
      parts
        .slice(0, i + 1)
        .map(p => p.text)
        .join("."),
    )
    .reverse();
  const found: Meant[] = [];
  let users: ReadonlySet<FileId> | undefined;
  for (const file of ctx.allFiles()) {
    const outline = ctx.outline(file);
    for (const { fullName, extendee } of outline ? extensionsIn(outline) : []) {
      if (extendee?.slice(extendee.lastIndexOf(".") + 1) !== block.message) continue;
      const name = written.find(w => fullName === w || fullName.endsWith(`.${w}`));
      if (name === undefined) continue;
      const named = { fullName, package: outline?.package ?? "" };
      const count = parts.length - written.indexOf(name);
      if (seen.has(file)) {
        found.push({ fullName, path: undefined, text: `(${nameFor(place, named)})`, count });
        continue;
      }
      const path = ctx.importName(file);
      users ??= new Set(ctx.whoSees(ctx.file));
      // Imports must not lead back here.
      if (users.has(file) || ctx.resolveImport(ctx.file, path) !== file) continue;
      found.push({ fullName, path, text: `(${nameWithImport(place, named)})`, count });
    }
  }
  const rank = (m: Meant): number => (m.path === undefined ? 0 : 1000) - 10 * m.count;
  return found.sort((a, b) => rank(a) - rank(b) || a.fullName.length - b.fullName.length).slice(0, MOST);
}
