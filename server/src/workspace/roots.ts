/**
 * Import roots: the folders that an import's path is relative to. Where nothing configures them they are inferred from evidence, and
 * each says why it is one.
 */
import { ancestors, folderOf, joinPath, relativeTo } from "../base/path.ts";

export type RootReason =
  /** Given on the command line or by the setting. */
  | { readonly kind: "given" }
  /** Named by a configuration file. */
  | { readonly kind: "config"; readonly file: string }
  /** The file's package and its folders end alike. */
  | { readonly kind: "package"; readonly package: string }
  /** An import resolves from here. */
  | { readonly kind: "import"; readonly path: string }
  /** A command line of protoc names it. */
  | { readonly kind: "command"; readonly file: string; readonly text: string }
  /** The folder that is open in the editor, or the file's own. */
  | { readonly kind: "folder" };

export interface Root {
  /** Absolute, without a trailing slash. */
  readonly path: string;
  readonly reason: RootReason;
}

/** What inference looks at of one file. */
export interface Evidence {
  readonly file: string;
  readonly package: string;
  readonly imports: readonly string[];
}

/**
 * Roots for a file that no configuration speaks of, best evidence first: where its imports resolve from, then where its package points to,
 * then the folder that bounds the search. `bound` is the outermost folder to look at.
 */
export function inferRoots(evidence: Evidence, bound: string | undefined, exists: (path: string) => boolean): Root[] {
  const roots = new Map<string, Root>();
  const add = (path: string, reason: RootReason): void => {
    if (!roots.has(path)) roots.set(path, { path, reason });
  };
  const folder = folderOf(evidence.file);
  const folders: string[] = [];
  for (const at of ancestors(folder)) {
    folders.push(at);
    if (at === bound) break;
  }
  const byPackage = packageRoot(folder, evidence.package);
  if (byPackage !== undefined && folders.includes(byPackage))
    add(byPackage, { kind: "package", package: evidence.package });
  for (const path of evidence.imports) {
    const known = [...roots.keys()].some(root => exists(joinPath(root, path)));
    if (known) continue;
    const at = folders.find(f => exists(joinPath(f, path)));
    if (at !== undefined) add(at, { kind: "import", path });
  }
  add(bound ?? folder, { kind: "folder" });
  add(folder, { kind: "folder" });
  return [...roots.values()];
}

/** `/repo/proto/acme/shop/v1` of package `acme.shop.v1` → `/repo/proto`. */
function packageRoot(folder: string, pkg: string): string | undefined {
  if (!pkg) return undefined;
  const suffix = `/${pkg.replaceAll(".", "/")}`;
  return folder.endsWith(suffix) ? folder.slice(0, -suffix.length) || "/" : undefined;
}

/** The name by which a file is imported: relative to the innermost root that holds it. */
export function importNameOf(file: string, roots: readonly Root[]): string | undefined {
  for (const root of roots) {
    const name = relativeTo(root.path, file);
    if (name !== undefined) return name;
  }
  return undefined;
}
