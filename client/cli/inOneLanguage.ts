/** For `JSON.stringify` of results that say something in both languages: programs get a text. */
import { isObject } from "../../server/src/shared/isObject.ts";
import type { Bilingual, Language } from "../../server/src/shared/language.ts";

export const inOneLanguage =
  (language: Language) =>
  (_key: string, value: unknown): unknown =>
    isBilingual(value) ? value[language] : value;

const isBilingual = (value: unknown): value is Bilingual =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  typeof value["en"] === "string" &&
  typeof value["ko"] === "string";
