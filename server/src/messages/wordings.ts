/** All wordings of a language. */
import { declarationsEn } from "./en/declarations.ts";
import { editionsEn } from "./en/editions.ts";
import { namesEn } from "./en/names.ts";
import { optionsEn } from "./en/options.ts";
import { syntaxEn } from "./en/syntax.ts";
import { declarationsKo } from "./ko/declarations.ts";
import { editionsKo } from "./ko/editions.ts";
import { namesKo } from "./ko/names.ts";
import { optionsKo } from "./ko/options.ts";
import { syntaxKo } from "./ko/syntax.ts";
import type { Wordings } from "./wording.ts";
import type { Language } from "../shared/language.ts";

const wordings: Readonly<Record<Language, Wordings>> = {
  en: { ...syntaxEn, ...namesEn, ...declarationsEn, ...optionsEn, ...editionsEn },
  ko: { ...syntaxKo, ...namesKo, ...declarationsKo, ...optionsKo, ...editionsKo },
};

export const wordingsIn = (language: Language): Wordings => wordings[language];
