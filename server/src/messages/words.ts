/** Words that are args of problems: kinds of declarations, and where a JSON name comes from. */
import type { Bilingual, Language } from "../shared/language.ts";

const words: Readonly<Record<string, Bilingual>> = {
  custom: { en: "custom", ko: "지정한" },
  default: { en: "default", ko: "기본" },
  file: { en: "file", ko: "파일" },
  package: { en: "package", ko: "패키지" },
  message: { en: "message", ko: "메시지" },
  field: { en: "field", ko: "필드" },
  oneof: { en: "oneof", ko: "oneof" },
  enum: { en: "enum", ko: "enum" },
  enumValue: { en: "enum value", ko: "enum 값" },
  "enum entry": { en: "enum value", ko: "enum 값" },
  service: { en: "service", ko: "서비스" },
  method: { en: "method", ko: "메서드" },
  "extension range": { en: "extension range", ko: "확장 범위" },
};

/** The word in a language; what is no word of the table stays as it is. */
export const wordIn = (word: string, language: Language): string => words[word]?.[language] ?? word;
