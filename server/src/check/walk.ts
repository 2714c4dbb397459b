/** Every declaration of a kind in a file, at any depth. */
import type { EnumOutline, FieldOutline, MessageOutline, Outline } from "../outline/outline.ts";

/** Many rules walk one file. */
const messages = new WeakMap<Outline, readonly MessageOutline[]>();

export function messagesOf(outline: Outline): readonly MessageOutline[] {
  let all = messages.get(outline);
  if (!all) {
    const made: MessageOutline[] = [];
    for (const m of outline.messages) addNested(m, made);
    messages.set(outline, (all = made));
  }
  return all;
}

function addNested(m: MessageOutline, to: MessageOutline[]): void {
  to.push(m);
  for (const n of m.messages) addNested(n, to);
}

export function* enumsOf(outline: Outline): Generator<EnumOutline> {
  yield* outline.enums;
  for (const m of messagesOf(outline)) yield* m.enums;
}

export function* extensionsOf(outline: Outline): Generator<FieldOutline> {
  yield* outline.extensions;
  for (const m of messagesOf(outline)) yield* m.extensions;
}

/** Fields of messages and extensions; not the key and value of maps. */
export function* fieldsOf(outline: Outline): Generator<FieldOutline> {
  for (const m of messagesOf(outline)) if (m.synthetic !== "map-entry") yield* m.fields;
  yield* extensionsOf(outline);
}
