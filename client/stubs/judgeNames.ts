/**
 * Whether the names that a generator gives are fit to be written, on any system: a generator is not trusted to stay in its folder, and a
 * tree that is committed on one system is checked out on another.
 */
import type { NameFault, StubsFailure } from "./failures.ts";
import type { OutputFile } from "./generation.ts";

/** Names that Windows keeps for devices, whatever the ending. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const forbidden = /[\u0000-\u001f\u007f\ufffd\\:<>"|?*]/;
const toolFolders = new Set([".git", ".hg", ".svn", ".vscode", "node_modules"]);
const MAX_PART = 255;
const MAX_NAME = 1024;

/** The first name that must not be written; undefined where all may be. */
export function judgeNames(files: readonly OutputFile[]): StubsFailure | undefined {
  /** By name without case. */
  const names = new Map<string, string>();
  for (const { name } of files) {
    const fault = nameFault(name);
    if (fault) return { kind: "bad-name", name, fault };
    const other = names.get(name.toLowerCase());
    if (other !== undefined) return { kind: "twice", name, other };
    names.set(name.toLowerCase(), name);
  }
  for (const name of names.keys())
    for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) {
      const clash = names.get(name.slice(0, at));
      if (clash !== undefined) return { kind: "file-and-folder", name: clash };
    }
  return undefined;
}

function nameFault(name: string): NameFault | undefined {
  if (name === "") return "empty";
  if (name.startsWith("/")) return "absolute";
  if (name.length > MAX_NAME) return "long";
  if (forbidden.test(name)) return "character";
  for (const part of name.split("/")) {
    if (part === "") return "empty";
    if (part === "." || part === "..") return "dots";
    if (part.length > MAX_PART) return "long";
    if (/[. ]$/.test(part)) return "ending";
    if (device.test(part)) return "device";
    if (toolFolders.has(part.toLowerCase())) return "reserved";
  }
  return undefined;
}
