/**
 * Texts in the language of the notes and explanations, which the user may set apart from that of the editor: an answer is all
 * in one language. Everything else speaks the editor's, through `vscode.l10n.t`.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Translate } from "../calls/renderAnswer.ts";
import { notesLanguage } from "./settings.ts";

/** The editor's own translations of our texts, beside the bundle in `client/out`. */
const koreanFile = path.join(__dirname, "..", "l10n", "bundle.l10n.ko.json");

let korean: Readonly<Record<string, string>> | undefined;

export function notesTranslate(): Translate {
  const texts = notesLanguage() === "ko" ? (korean ??= JSON.parse(readFileSync(koreanFile, "utf8"))) : undefined;
  return (message, ...args) =>
    (texts?.[message] ?? message).replace(/\{(\d+)\}/g, (place: string, index: string) =>
      String(args[Number(index)] ?? place),
    );
}
