/** URIs of the protocol ↔ ids of files: a `file:` URI is its absolute path with forward slashes, any other URI is its own id. */
import type { FileId } from "../link/world.ts";

export function fileIdOf(uri: string): FileId {
  if (!uri.startsWith("file://")) return uri;
  const rest = uri.slice("file://".length);
  const slash = rest.indexOf("/");
  const host = slash < 0 ? rest : rest.slice(0, slash);
  const path = decoded(slash < 0 ? "/" : rest.slice(slash));
  if (host && host !== "localhost") return `//${host}${path}`;
  // `/c:/dir` is a Windows path; its drive letter has no fixed case, ids have.
  return /^\/[A-Za-z]:\//.test(path) ? path[1]?.toLowerCase() + path.slice(2) : path;
}

/** What is no escape of UTF-8 stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path as the system writes it, absolute or relative. */
export function idOfPath(path: string): string {
  // A drive or two leading backslashes are Windows'; elsewhere a backslash is part of a name.
  const isWindows = /^[A-Za-z]:[\\/]|^\\\\|^\.{1,2}\\/.test(path);
  const slashes = isWindows ? path.replaceAll("\\", "/") : path;
  return /^[A-Z]:\//.test(slashes) ? slashes.charAt(0).toLowerCase() + slashes.slice(1) : slashes;
}

export function uriOf(id: FileId): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(id) && !/^[a-z]:\//i.test(id)) return id;
  if (id.startsWith("//")) return `file:${encodePath(id)}`;
  return /^[a-z]:\//i.test(id) ? `file:///${encodePath(id)}` : `file://${encodePath(id)}`;
}

/** Half of a surrogate pair has no escape: it becomes the replacement character, as it does in UTF-8. */
const encodePath = (path: string): string =>
  path
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .split("/")
    .map(part => encodeURIComponent(part).replaceAll("%2B", "+").replaceAll("%40", "@"))
    .join("/");
