/** Words of the language that may begin a statement: by the block around it and the file's syntax. */
import { Edition } from "../../syntax/edition.ts";
import type { FileId } from "../../link/world.ts";
import type { Block, Cursor } from "./cursor.ts";
import { type Candidates, keyword, type Proposal } from "./proposal.ts";

const statements: Readonly<Record<Block, readonly string[]>> = {
  file: ["syntax", "edition", "package", "import", "option", "message", "enum", "service", "extend"],
  message: [
    "message",
    "enum",
    "oneof",
    "map",
    "reserved",
    "extensions",
    "extend",
    "option",
    "optional",
    "repeated",
    "required",
    "group",
  ],
  enum: ["option", "reserved"],
  oneof: ["option", "group"],
  service: ["rpc", "option"],
  extend: ["optional", "repeated"],
  rpc: ["option"],
};

export function keywordsOf(s: Candidates, file: FileId, cursor: Cursor): readonly Proposal[] {
  const { block, tree } = cursor;
  const { syntax } = tree;
  const outline = s.outline(file);
  const words = statements[block].filter(word => {
    if (word === "required") return syntax.kind === "proto2";
    // A group follows its label, but for the members of a oneof.
    if (word === "group") return syntax.kind === "proto2" && block === "oneof";
    if (word === "optional") return syntax.kind !== "editions";
    if (word === "extensions") return syntax.kind !== "proto3";
    if (word === "syntax" || word === "edition") return syntax.text === "";
    if (word === "package") return !outline?.package;
    return true;
  });
  const visible =
    syntax.kind === "editions" && syntax.edition >= Edition.edition2024 && (block === "file" || block === "message");
  return (visible ? [...words, "export", "local"] : words).map(w => keyword(w, cursor.name));
}
