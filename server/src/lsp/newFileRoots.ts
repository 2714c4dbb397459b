/** What imports name from and to a file that does not exist yet: as for the file that lies nearest to it. */
import { folderOf, relativeTo } from "../base/path.ts";
import type { FileId } from "../link/world.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The file itself where the workspace has it. */
export function neighbourOf(workspace: Workspace, file: FileId): FileId {
  if (workspace.names.has(file)) return file;
  let best = file;
  let shared = -1;
  for (const other of workspace.names.files) {
    const length = sharedFolder(folderOf(other), folderOf(file));
    if (length <= shared || !workspace.isOwn(other)) continue;
    best = other;
    shared = length;
  }
  return best;
}

/** The name by which the file is imported, relative to the root that its neighbour has. */
export function importNameOfNew(workspace: Workspace, file: FileId): string {
  const neighbour = neighbourOf(workspace, file);
  const name = workspace.importName(neighbour);
  const root = neighbour.endsWith(`/${name}`) ? neighbour.slice(0, -name.length - 1) : undefined;
  return (root === undefined ? undefined : relativeTo(root, file)) ?? workspace.importName(file);
}

/** Characters that two folders share, up to the end of a part of both. */
function sharedFolder(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let length = 0;
  for (let i = 0; i < left.length && left[i] === right[i]; i++) length += (left[i] as string).length + 1;
  return length;
}
