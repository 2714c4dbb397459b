/** A message for an rpc that is not there yet: named after the rpc, declared at the end of the file. */
import type { FileId } from "../../link/world.ts";
import type { Cursor } from "./cursor.ts";
import type { Candidates, Proposal } from "./proposal.ts";

export type RpcPart = "request" | "response";

export const rpcTypeName = (rpc: string, part: RpcPart): string =>
  `${rpc}${part === "request" ? "Request" : "Response"}`;

/** Nothing where the file sees such a message, and where the name is none that one would give. */
export function rpcTypes(s: Candidates, file: FileId, cursor: Cursor, text: string): Proposal[] {
  const linked = s.linked(file);
  if (!/^[A-Z]\w*$/.test(text) || /^(?:Request|Response)$/.test(text) || !linked) return [];
  const pkg = linked.outline.package;
  const fullName = pkg ? `${pkg}.${text}` : text;
  if (linked.scope.find(fullName, "type")) return [];
  const { source } = cursor.tree;
  const end = source.length;
  const gap = source.endsWith("\n") ? "\n" : "\n\n";
  const edit = { span: { start: end, end }, text: `${gap}message ${text} {}\n` };
  return [
    {
      label: text,
      kind: "message",
      span: cursor.name,
      text,
      detail: `message ${text} {}`,
      moreEdits: [edit],
      rank: 0,
    },
  ];
}
