/** Paths with forward slashes, as ids of files; pure text, so that no layer needs the file system for them. */

/** The folder of a path, without a trailing slash; empty for a lone name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : slash === 0 ? "/" : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function joinPath(folder: string, name: string): string {
  if (folder === "") return name;
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** `path` relative to `folder`; undefined where it does not lie below it. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === "") return path;
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** A path with `.` and `..` resolved; `path` may be relative to `base`. */
export function resolvePath(base: string, path: string): string {
  const full = path.startsWith("/") || /^[A-Za-z]:\//.test(path) ? path : joinPath(base, path);
  const out: string[] = [];
  for (const part of full.split("/")) {
    if (part === "..") {
      if (out.length > 1 || (out.length === 1 && out[0] !== "")) out.pop();
    } else if (part !== ".") if (part !== "" || out.length === 0) out.push(part);
  }
  const joined = out.join("/");
  return joined === "" ? "/" : joined;
}

/** `a/b/c` → `a/b/c`, `a/b`, `a`, and the root; the folder itself first. */
export function* ancestors(folder: string): Generator<string> {
  let at = folder;
  for (;;) {
    yield at;
    const up = folderOf(at);
    if (up === at || up === "") return;
    at = up;
  }
}
