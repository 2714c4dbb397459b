/** Wording in two languages, by code: `{0}` is the first argument; `{0:kind}` is one that is a kind of JSON value. */
import type { Bilingual, Language } from "../../server/src/shared/language.ts";

export type Wording = Bilingual;

/** Kinds of JSON values as arguments name them; any other argument is shown as it is. */
const kinds: Readonly<Record<string, Wording>> = {
  object: { en: "an object", ko: "객체" },
  array: { en: "an array", ko: "배열" },
  string: { en: "a string", ko: "문자열" },
  number: { en: "a number", ko: "숫자" },
  boolean: { en: "a boolean", ko: "불리언" },
  null: { en: "`null`", ko: "`null`" },
};

export function fillWording(wording: Wording, args: readonly string[], language: Language): string {
  return wording[language].replaceAll(/\{(\d)(:kind)?\}/g, (_, index: string, kind?: string) => {
    const arg = args[Number(index)] ?? "";
    return kind ? (kinds[arg]?.[language] ?? arg) : arg;
  });
}
