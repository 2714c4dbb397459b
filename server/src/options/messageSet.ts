/** Message sets: messages whose extensions go on the wire as numbered items. */
import type { MessageOutline } from "../outline/outline.ts";
import { isSet } from "../outline/isSet.ts";

export const hasMessageSetFormat = (message: MessageOutline): boolean =>
  isSet(message.options, "message_set_wire_format", "true");
