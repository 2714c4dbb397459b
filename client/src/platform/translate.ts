/**
 * Texts in the language of the notes and explanations, which the user may set apart from that of the editor: an answer is all
 * in one language. Everything else speaks the editor's, through `vscode.l10n.t`.
 */
import korean from "../../l10n/bundle.l10n.ko.json";
import type { Translate } from "../calls/renderAnswer.ts";
import { notesLanguage } from "./settings.ts";

export function notesTranslate(): Translate {
  const texts: Readonly<Record<string, string>> = notesLanguage() === "ko" ? korean : {};
  return (message, ...args) =>
    (texts[message] ?? message).replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}
