/** The oneofs that nobody wrote. */
import type { DeclNode } from "./buildOutline.ts";
import { type Field, type Mutable, qualified } from "./declOutlines.ts";
import { intern } from "./intern.ts";
import type { DeclOutline, MessageOutline, OneofOutline } from "./outline.ts";

/**
 * Each proto3 `optional` is a oneof of its own, named after the field, behind the written oneofs. Names of fields and oneofs are evaded,
 * those of nested types are not.
 */
export function addSyntheticOneofs(message: Mutable<MessageOutline>, nodes: Map<DeclOutline, DeclNode>): void {
  let found = false;
  for (const f of message.fields) found ||= f.proto3Optional;
  if (!found) return;
  const taken = new Set<string>();
  for (const f of message.fields) taken.add(f.name);
  for (const o of message.oneofs) taken.add(o.name);
  for (const f of message.fields as Field[]) {
    if (!f.proto3Optional) continue;
    let name = f.name.startsWith("_") ? `X${f.name}` : `_${f.name}`;
    while (taken.has(name)) name = `X${name}`;
    taken.add(name);
    const oneof: OneofOutline = {
      kind: "oneof",
      name: intern(name),
      fullName: qualified(message.fullName, name),
      parent: message,
      options: [],
      synthetic: true,
    };
    f.oneof = message.oneofs.length;
    message.oneofs.push(oneof);
    const node = nodes.get(f);
    if (node) nodes.set(oneof, node);
  }
}
