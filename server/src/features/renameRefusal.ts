/** Why a rename is refused. */
import type { Problem } from "../base/problem.ts";
import type { Unsettled } from "./settle.ts";

export type RenameRefusal =
  | "not-here"
  | "word"
  | "reserved"
  | "unknown"
  | "no-file"
  | "not-a-file"
  | "editor"
  | "not-a-name"
  | "keyword"
  | "taken"
  | "changes-meaning"
  | "breaks"
  | "shipped";

export interface RefusedRename {
  readonly ok: false;
  readonly reason: RenameRefusal;
  readonly detail: string;
  /** The error that there would be. */
  readonly problem?: Problem;
}

export const refused = (reason: RenameRefusal, detail: string): RefusedRename => ({ ok: false, reason, detail });

export const unsettled = ({ name, problem }: Unsettled): RefusedRename =>
  problem ? { ok: false, reason: "breaks", detail: name, problem } : refused("changes-meaning", name);
