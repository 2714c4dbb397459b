/** Writes a type that was meant by its own name alone, as the package of another file has it, and imports that file where it is not seen. */
import { hiddenBy } from "../../check/visibility.ts";
import { importEdits } from "../../check/importEdit.ts";
import type { TypeRef } from "../../link/link.ts";
import type { FileId } from "../../link/world.ts";
import { forMessages, forTypes, nameFor, type NameUse, nameWithImport } from "../completion/nameFor.ts";
import { offered } from "../completion/types.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, refuse, say, type Wording } from "./action.ts";

/** More of one name are no help to choose from. */
const MOST = 5;

interface Meant {
  readonly fullName: string;
  /** To import; undefined where the type is seen already. */
  readonly path: string | undefined;
  readonly text: string;
}

export const importType: Action = {
  id: "importType",
  kind: "quickfix",
  offers(ctx) {
    const ref = unknownHere(ctx);
    return ref ? meantBy(ctx, ref).map(m => ({ title: titleOf(m), argument: keyOf(m) })) : [];
  },
  run(ctx, argument) {
    const ref = unknownHere(ctx);
    const meant = ref && meantBy(ctx, ref).find(m => keyOf(m) === argument);
    if (!ref || !meant) return refuse("notHere");
    const draft = new Draft();
    draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, ref.node), meant.text);
    if (meant.path !== undefined)
      for (const { span, text } of importEdits(ctx.syntaxTree, meant.path)) draft.replace(ctx.file, span, text);
    return { ok: true, draft };
  },
};

const titleOf = ({ path, text }: Meant): Wording =>
  path === undefined ? say("writeName", text) : say("importName", path, text);
const keyOf = ({ fullName, path }: Meant): string => `${fullName} ${path ?? ""}`;

/** The name under the cursor, where no file declares it; one that a file declares in full has a fix of its own. */
function unknownHere(ctx: ActionContext): TypeRef | undefined {
  const { start } = ctx.selection;
  return ctx.linkedHere.refs.find(({ node, result }) => {
    const span = spanOfNode(ctx.syntaxTree, node);
    const isUnknown = !result.ok && result.reason === "undefined" && result.elsewhere.length === 0;
    return isUnknown && span.start <= start && start <= span.end && !node.text.startsWith(".");
  });
}

function meantBy(ctx: ActionContext, { node, use, at }: TypeRef): readonly Meant[] {
  const { scope, visible, outline } = ctx.linkedHere;
  const seen = new Set(visible.filter(v => !v.optionOnly).map(v => v.id));
  const wanted = use === "field" ? "field" : use === "extendee" ? "extendable" : "message";
  const end = `.${node.text}`;
  const options = use === "field" ? forTypes : forMessages;
  const place: NameUse = { scope, at, package: outline.package, options };
  const found: Meant[] = [];
  let users: ReadonlySet<FileId> | undefined;
  for (const file of ctx.allFiles()) {
    const other = ctx.outline(file);
    if (!other) continue;
    for (const [fullName, decl] of other.types) {
      if (!fullName.endsWith(end) || !offered(decl, wanted)) continue;
      if (file !== ctx.file && hiddenBy(other, decl) !== undefined) continue;
      if (seen.has(file)) {
        found.push({ fullName, path: undefined, text: nameFor(place, { fullName, package: other.package }) });
        continue;
      }
      const path = ctx.importName(file);
      users ??= new Set(ctx.whoSees(ctx.file));
      // Imports must not lead back here.
      if (users.has(file) || ctx.resolveImport(ctx.file, path) !== file) continue;
      found.push({ fullName, path, text: nameWithImport(place, { fullName, package: other.package }) });
    }
  }
  const rank = (m: Meant): number => (m.path === undefined ? -1000 : 0) - shared(outline.package, m.fullName);
  return found
    .sort((a, b) => rank(a) - rank(b) || a.fullName.length - b.fullName.length || compare(a.fullName, b.fullName))
    .slice(0, MOST);
}

/** How many characters two names have in common from the left. */
function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
