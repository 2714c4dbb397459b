/** Which key of `protocall.json` stands at a place, for the note that tells about it. */
import { getLocation } from "jsonc-parser";
import type { ConstructAt } from "./constructAt.ts";

export function profileConstructAt(text: string, offset: number): ConstructAt | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  if (!previousNode || offset < previousNode.offset || offset >= previousNode.offset + previousNode.length)
    return undefined;
  const key = keyOf(path);
  if (key === undefined) return undefined;
  const value = isAtPropertyKey || typeof previousNode.value !== "string" ? {} : { value: previousNode.value };
  const span = { start: previousNode.offset, end: previousNode.offset + previousNode.length };
  return { construct: { kind: "profile", key, ...value }, span };
}

/** The part of the path that has a meaning: names of profiles and places in lists have none of their own. */
function keyOf(path: readonly (string | number)[]): string | undefined {
  const [top, , section, key] = path;
  if (top !== "profiles") return typeof top === "string" && path.length === 1 ? top : undefined;
  if (section === undefined) return "profiles";
  if (section !== "tls") return undefined;
  return typeof key === "string" && key !== "" ? key : "tls";
}
