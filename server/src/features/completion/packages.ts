/** Packages of the workspace as the beginning of a type's name, part by part. */
import type { Cursor } from "./cursor.ts";
import { forMessages, type NameUse } from "./nameFor.ts";
import type { Candidates, Proposal } from "./proposal.ts";

/** The next part of each package that goes on as it is typed: `google`, then `google.cloud`. */
export function packageParts(s: Candidates, cursor: Cursor, { scope, at }: NameUse): Proposal[] {
  const { name, tree } = cursor;
  const written = tree.source.slice(name.start, name.end);
  const dot = written.startsWith(".") ? "." : "";
  const typed = written.slice(dot.length).toLowerCase();
  const begun = typed.slice(0, typed.lastIndexOf(".") + 1);
  const found = new Set<string>();
  for (const pkg of s.packages()) {
    if (!pkg.toLowerCase().startsWith(typed) || pkg.length <= begun.length) continue;
    const end = pkg.indexOf(".", begun.length);
    found.add(end < 0 ? pkg : pkg.slice(0, end));
  }
  /** What is nearer and has the name of a package hides it. */
  const isHidden = (pkg: string): boolean => {
    const result = begun || dot ? undefined : scope.lookup(pkg, at, forMessages);
    return result?.ok === true && !(result.found.kind === "package" && result.found.name === pkg);
  };
  return [...found].map(pkg => ({
    label: pkg.slice(begun.length),
    kind: "package",
    span: name,
    text: isHidden(pkg) ? `.${pkg}` : dot + pkg,
    detail: pkg,
    commit: ["."],
    rank: begun ? 2 : 6,
  }));
}
