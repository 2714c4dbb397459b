/** The RPCs that a file declares. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { nameSpan, type Trees } from "./declSpan.ts";

export interface MethodFound {
  readonly service: string;
  readonly method: string;
  readonly kind: "unary" | "client-streaming" | "server-streaming" | "bidirectional";
  /** As written in the file. */
  readonly input: string;
  readonly output: string;
  readonly span: Span;
}

export function methodsOf(trees: Trees, file: FileId): readonly MethodFound[] {
  const tree = trees.tree(file);
  const declared = trees.declared(file);
  if (!tree || !declared) return [];
  const out: MethodFound[] = [];
  for (const service of declared.outline.services)
    for (const m of service.methods) {
      const node = declared.nodes.get(m);
      if (!node) continue;
      out.push({
        service: service.fullName,
        method: m.name,
        kind: callKind(m.clientStreaming, m.serverStreaming),
        input: m.input,
        output: m.output,
        span: nameSpan(tree, node),
      });
    }
  return out;
}

export function callKind(client: boolean, server: boolean): MethodFound["kind"] {
  if (client) return server ? "bidirectional" : "client-streaming";
  return server ? "server-streaming" : "unary";
}
