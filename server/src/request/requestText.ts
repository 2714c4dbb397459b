/** A problem or a fix of a request document in the words of a language. */
import { jsonMistake } from "../shared/jsonMistakes.ts";
import type { Language } from "../shared/language.ts";
import { type RequestProblemCode, requestMessages } from "./messages.ts";

/** Fills the places of the wording of a code; `{0:json}` is a mistake in JSON by its name. */
export const requestText = (code: string, args: readonly string[], language: Language): string =>
  requestMessages[code as RequestProblemCode][language].replaceAll(/\{(\d)(:json)?\}/g, (_, place, isJson) => {
    const arg = args[Number(place)] ?? "";
    return isJson ? jsonMistake(arg)[language] : arg;
  });
