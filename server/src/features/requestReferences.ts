/** Places of request documents that name a declaration: what a rename of it would change there. */
import type { DeclId } from "../link/world.ts";
import { sameDecl } from "./occurrences.ts";
import type { Everywhere, Reference } from "./references.ts";
import { renameInRequests, type RequestFile } from "./renameInRequests.ts";

export function requestReferences(s: Everywhere, requests: readonly RequestFile[], id: DeclId): readonly Reference[] {
  // Any other name will do that is another in JSON too.
  const moved = (other: DeclId): DeclId => (sameDecl(other, id) ? { ...id, name: `${id.name}X` } : other);
  const { edits, jsonKeys } = renameInRequests(s, requests, moved);
  return [...edits, ...jsonKeys].map(({ file, span }) => ({ file, span, isDeclaration: false }));
}
