/** What is wrong with a text that is to be JSON, by the names that the parser (jsonc-parser) has for it. */
import type { Bilingual } from "./language.ts";

export const jsonMistakes = {
  InvalidSymbol: {
    en: "this is no JSON value; text needs double quotes",
    ko: "JSON 값이 아닙니다. 문자열은 큰따옴표로 감싸세요",
  },
  InvalidNumberFormat: { en: "this is no JSON number", ko: "JSON 숫자가 아닙니다" },
  PropertyNameExpected: { en: "expected a name in double quotes", ko: "큰따옴표로 감싼 이름이 있어야 합니다" },
  ValueExpected: { en: "expected a value", ko: "값이 있어야 합니다" },
  ColonExpected: { en: "expected `:`", ko: "`:` 기호가 있어야 합니다" },
  CommaExpected: { en: "expected `,`", ko: "`,` 기호가 있어야 합니다" },
  CloseBraceExpected: { en: "expected `}`", ko: "`}` 기호가 있어야 합니다" },
  CloseBracketExpected: { en: "expected `]`", ko: "`]` 기호가 있어야 합니다" },
  EndOfFileExpected: { en: "the JSON ends before this", ko: "JSON은 이 앞에서 끝납니다" },
  InvalidCommentToken: { en: "comments are not allowed here", ko: "여기에는 주석을 쓸 수 없습니다" },
  UnexpectedEndOfComment: { en: "the comment is not closed", ko: "주석을 닫지 않았습니다" },
  UnexpectedEndOfString: { en: "the string is not closed", ko: "문자열을 닫지 않았습니다" },
  UnexpectedEndOfNumber: { en: "the number is not complete", ko: "숫자가 완성되지 않았습니다" },
  InvalidUnicode: { en: "the Unicode escape is not complete", ko: "유니코드 이스케이프가 완성되지 않았습니다" },
  InvalidEscapeCharacter: { en: "JSON has no such escape", ko: "JSON에 없는 이스케이프입니다" },
  InvalidCharacter: { en: "this character must be escaped", ko: "이 문자는 이스케이프해야 합니다" },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A name that is not known says itself. */
export const jsonMistake = (name: string): Bilingual =>
  Object.hasOwn(jsonMistakes, name) ? jsonMistakes[name as keyof typeof jsonMistakes] : { en: name, ko: name };
