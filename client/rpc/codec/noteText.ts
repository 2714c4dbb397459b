/** The wording of what the JSON of a message cannot show, by code and language. */
import { type WireProblem, wireProblemText } from "../wire/wireText.ts";
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import type { DecodeRemark, UnknownField } from "./decoding.ts";

const remarkWordings = {
  utf8: { en: "this text is not UTF-8", ko: "UTF-8 문자열이 아닙니다" },
  "time-range": {
    en: "this time is outside of the years 0001 to 9999, or its nanos are",
    ko: "시각이 0001년부터 9999년까지의 범위를 벗어났거나 nanos가 잘못되었습니다",
  },
  "duration-range": {
    en: "seconds and nanos differ in sign, or the duration is too long",
    ko: "seconds와 nanos의 부호가 다르거나 기간이 너무 깁니다",
  },
  "field-mask": { en: "`{0}` has no form in lowerCamelCase", ko: "`{0}`은(는) lowerCamelCase로 쓸 수 없습니다" },
  "no-number": { en: "JSON has no such number", ko: "JSON에 없는 숫자입니다" },
  "no-value": { en: "this value holds nothing, not even null", ko: "이 값에는 null조차 없습니다" },
  "any-unknown": { en: "the type {0} is not known", ko: "타입 {0}을(를) 알 수 없습니다" },
  "any-url": { en: "the type `{0}` has no `/`", ko: "타입 `{0}`에 `/`가 없습니다" },
  "any-malformed": { en: "the bytes are no {0}", ko: "바이트가 {0}이(가) 아닙니다" },
} as const satisfies Readonly<Record<string, Wording>>;

export type RemarkCode = keyof typeof remarkWordings;

export function remarkText({ code, args }: Pick<DecodeRemark, "code" | "args">, language: Language): string {
  return fillWording(remarkWordings[code], args, language);
}

const unknown: Wording = {
  en: "field {0} (wire type {1}) is not in the schema{2}",
  ko: "필드 {0}(와이어 타입 {1})은(는) 스키마에 없습니다{2}",
};

export function unknownFieldText({ number, wireType, guesses }: UnknownField, language: Language): string {
  const guess = guesses[0] ? `: ${guesses[0].type} ${guesses[0].text}` : "";
  return fillWording(unknown, [String(number), String(wireType), guess], language);
}

const malformed: Wording = { en: "the bytes are no {0}: {1}", ko: "바이트가 {0}이(가) 아닙니다: {1}" };

export function malformedText(typeName: string, problem: WireProblem, language: Language): string {
  return fillWording(malformed, [typeName, wireProblemText(problem, language)], language);
}
