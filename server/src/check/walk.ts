/** Every declaration of a kind in a file, at any depth. */
import type { EnumOutline, FieldOutline, MessageOutline, Outline } from "../outline/outline.ts";

export function* messagesOf(outline: Outline): Generator<MessageOutline> {
  for (const m of outline.messages) yield* withNested(m);
}

function* withNested(m: MessageOutline): Generator<MessageOutline> {
  yield m;
  for (const n of m.messages) yield* withNested(n);
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
