/** The extensions that a file declares, at its top and inside of messages. */
import type { FieldOutline, MessageOutline, Outline } from "./outline.ts";

const known = new WeakMap<Outline, readonly FieldOutline[]>();
const none: readonly FieldOutline[] = [];

export function extensionsIn(outline: Outline): readonly FieldOutline[] {
  let found = known.get(outline);
  if (!found) {
    const out = [...outline.extensions];
    const inside = (m: MessageOutline): void => {
      out.push(...m.extensions);
      for (const n of m.messages) inside(n);
    };
    for (const m of outline.messages) inside(m);
    found = out.length ? out : none;
    known.set(outline, found);
  }
  return found;
}
