/** Packages of the workspace as the beginning of a type's name, part by part, and the types that are found by their package. */
import type { FileId } from "../../link/world.ts";
import type { Cursor } from "./cursor.ts";
import type { Candidates, Proposal } from "./proposal.ts";

/** Of the types of packages that fit; with more letters there may be others. */
const MOST_TYPES = 60;
/** What nearly nobody writes the name of. */
const forGenerators =
  /^google\.protobuf\.(?:compiler\b|\w*(?:Descriptor|Options|Feature|GeneratedCode|UninterpretedOption|SourceCodeInfo))/;

/** The next part of each package that goes on as it is typed: `google`, then `google.cloud`. */
export function packageParts(s: Candidates, cursor: Cursor): Proposal[] {
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
  return [...found].map(pkg => ({
    label: pkg.slice(begun.length),
    kind: "package",
    span: name,
    text: dot + pkg,
    detail: pkg,
    commit: ["."],
    rank: begun ? 2 : 6,
  }));
}

/** Types of packages that have a part which begins with what is typed; what is near `own` first. */
export function* typesByPackage(s: Candidates, typed: string, own: string): Generator<readonly [string, FileId]> {
  const packages: { readonly pkg: string; readonly rank: number }[] = [];
  for (const pkg of s.packages()) {
    const lower = `.${pkg.toLowerCase()}`;
    if (!lower.includes(`.${typed}`)) continue;
    const near = pkg === "google.protobuf" ? 1000 : 10 * sharedLength(own, pkg);
    packages.push({ pkg, rank: pkg.length - near });
  }
  packages.sort((a, b) => a.rank - b.rank);
  let count = 0;
  for (const { pkg } of packages)
    for (const [fullName, from] of s.typesOf(pkg)) {
      // Of what a message has inside one thinks once one knows the message.
      if (fullName.lastIndexOf(".") !== pkg.length || forGenerators.test(fullName)) continue;
      yield [fullName, from];
      if (++count >= MOST_TYPES) return;
    }
}

/** How many characters two names have in common from the left. */
export function sharedLength(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
