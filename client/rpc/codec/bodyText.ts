/** The wording of what is wrong with the body of a request, by code and language. */
import { fillWording, type Wording } from "../wording.ts";
import { jsonMistakes } from "../../../server/src/shared/jsonMistakes.ts";
import type { Language } from "../../../server/src/shared/language.ts";

export const bodyWordings = {
  "syntax-symbol": jsonMistakes.InvalidSymbol,
  "syntax-number": jsonMistakes.InvalidNumberFormat,
  "syntax-name": jsonMistakes.PropertyNameExpected,
  "syntax-value": jsonMistakes.ValueExpected,
  "syntax-colon": jsonMistakes.ColonExpected,
  "syntax-comma": jsonMistakes.CommaExpected,
  "syntax-brace": jsonMistakes.CloseBraceExpected,
  "syntax-bracket": jsonMistakes.CloseBracketExpected,
  "syntax-end": jsonMistakes.EndOfFileExpected,
  "syntax-comment": jsonMistakes.InvalidCommentToken,
  "syntax-open-comment": jsonMistakes.UnexpectedEndOfComment,
  "syntax-open-string": jsonMistakes.UnexpectedEndOfString,
  "syntax-open-number": jsonMistakes.UnexpectedEndOfNumber,
  "syntax-unicode": jsonMistakes.InvalidUnicode,
  "syntax-escape": jsonMistakes.InvalidEscapeCharacter,
  "syntax-character": jsonMistakes.InvalidCharacter,
  "syntax-other": { en: "this is no JSON", ko: "JSON이 아닙니다" },
  empty: { en: "expected an object", ko: "객체가 필요합니다" },
  "nested-json": { en: "the JSON is nested too deeply", ko: "JSON이 너무 깊이 중첩되어 있습니다" },
  depth: {
    en: "messages are nested deeper than {0} levels",
    ko: "메시지가 {0}단계보다 깊이 중첩되어 있습니다",
  },
  "expected-object": {
    en: "expected an object ({0}), not {1:kind}",
    ko: "객체({0})가 필요합니다. {1:kind}은(는) 쓸 수 없습니다",
  },
  "expected-list": {
    en: "`{0}` is repeated: expected an array, not {1:kind}",
    ko: "`{0}`은(는) repeated입니다. {1:kind} 대신 배열을 쓰세요",
  },
  "expected-map": {
    en: "`{0}` is a map: expected an object, not {1:kind}",
    ko: "`{0}`은(는) map입니다. {1:kind} 대신 객체를 쓰세요",
  },
  "expected-array": {
    en: "expected an array ({0}), not {1:kind}",
    ko: "배열({0})이 필요합니다. {1:kind}은(는) 쓸 수 없습니다",
  },
  "expected-string": {
    en: "expected a string, not {0:kind}",
    ko: "문자열이 필요합니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "expected-bool": {
    en: "expected `true` or `false`, not {0:kind}",
    ko: "`true`나 `false`가 필요합니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "expected-integer": {
    en: "expected an integer ({0}), not {1:kind}",
    ko: "정수({0})가 필요합니다. {1:kind}은(는) 쓸 수 없습니다",
  },
  "expected-number": {
    en: "expected a number ({0}), not {1:kind}",
    ko: "숫자({0})가 필요합니다. {1:kind}은(는) 쓸 수 없습니다",
  },
  "expected-bytes": {
    en: "expected bytes as base64 text, not {0:kind}",
    ko: "base64 문자열이 필요합니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "expected-enum": {
    en: "expected a value of {0}, not {1:kind}",
    ko: "{0}의 값이 필요합니다. {1:kind}은(는) 쓸 수 없습니다",
  },
  "expected-time": {
    en: "expected a time as text, not {0:kind}",
    ko: "시각은 문자열로 씁니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "expected-duration": {
    en: "expected a duration as text, not {0:kind}",
    ko: "기간은 문자열로 씁니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "expected-any": {
    en: "expected an object with `@type`, not {0:kind}",
    ko: "`@type`이 있는 객체가 필요합니다. {0:kind}은(는) 쓸 수 없습니다",
  },
  "unknown-field": { en: "{1} has no field `{0}`", ko: "{1}에 필드 `{0}`이(가) 없습니다" },
  "unknown-extension": { en: "`{0}` is not a known extension", ko: "`{0}`은(는) 알려진 확장이 아닙니다" },
  "wrong-extendee": {
    en: "`{0}` extends {1} and not {2}",
    ko: "`{0}`은(는) {2}이(가) 아니라 {1}의 확장입니다",
  },
  "unknown-enum-value": { en: "`{0}` is not a value of {1}", ko: "`{0}`은(는) {1}의 값이 아닙니다" },
  "closed-enum": {
    en: "{0} is not a value of {1}, which takes no others",
    ko: "{0}은(는) {1}의 값이 아니며, 이 enum은 다른 값을 받지 않습니다",
  },
  "duplicate-field": { en: "`{0}` is set twice", ko: "`{0}`이(가) 두 번 쓰였습니다" },
  "duplicate-key": { en: "the key `{0}` is set twice", ko: "키 `{0}`이(가) 두 번 쓰였습니다" },
  "oneof-twice": {
    en: "only one of `{0}` and `{1}` can be set, as both belong to `{2}`",
    ko: "`{0}`과(와) `{1}`은(는) 모두 `{2}`에 속하므로 하나만 쓸 수 있습니다",
  },
  required: { en: "required field `{0}` is missing", ko: "필수 필드 `{0}`이(가) 없습니다" },
  "null-element": { en: "`null` cannot be an element", ko: "배열에는 `null`을 넣을 수 없습니다" },
  "null-map-value": { en: "`null` cannot be a value of a map", ko: "map의 값으로 `null`을 쓸 수 없습니다" },
  "integer-format": { en: "expected an integer ({0})", ko: "정수({0})가 필요합니다" },
  "integer-range": { en: "{0} goes from {1} to {2}", ko: "{0}의 범위는 {1}부터 {2}까지입니다" },
  "number-format": {
    en: 'expected a number ({0}), or "NaN", "Infinity" or "-Infinity"',
    ko: '숫자({0})나 "NaN", "Infinity", "-Infinity"가 필요합니다',
  },
  "number-range": { en: "{0} is too large for {1}", ko: "{0}은(는) {1}에 담기에 너무 큽니다" },
  "bool-key": { en: 'expected the key "true" or "false"', ko: '키는 "true"나 "false"여야 합니다' },
  surrogate: {
    en: "half of a surrogate pair has no UTF-8 form",
    ko: "서로게이트 쌍의 반쪽은 UTF-8로 나타낼 수 없습니다",
  },
  base64: { en: "this is no base64 text", ko: "base64 문자열이 아닙니다" },
  "time-format": {
    en: "expected a time such as `2024-02-29T12:30:00Z`",
    ko: "`2024-02-29T12:30:00Z`처럼 시각을 쓰세요",
  },
  "time-date": { en: "there is no such date", ko: "없는 날짜입니다" },
  "time-clock": { en: "there is no such time of day", ko: "없는 시각입니다" },
  "time-offset": { en: "there is no such offset from UTC", ko: "없는 UTC 오프셋입니다" },
  "time-range": {
    en: "a time must lie in the years 0001 to 9999",
    ko: "시각은 0001년부터 9999년까지여야 합니다",
  },
  "duration-format": { en: "expected seconds such as `1.5s`", ko: "`1.5s`처럼 초 단위로 쓰세요" },
  "duration-range": { en: "a duration is at most {0}s", ko: "기간은 최대 {0}s입니다" },
  "field-mask": {
    en: "`{0}` is no path of a field mask; names are in lowerCamelCase, as `userName,address.city`",
    ko: "`{0}`은(는) 필드 마스크 경로가 아닙니다. `userName,address.city`처럼 lowerCamelCase로 쓰세요",
  },
  "double-range": { en: "this number is too large for a double", ko: "double에 담기에 너무 큰 수입니다" },
  "any-type": {
    en: "an Any needs `@type`, such as `type.googleapis.com/google.protobuf.Timestamp`",
    ko: "Any에는 `@type`이 필요합니다. 예: `type.googleapis.com/google.protobuf.Timestamp`",
  },
  "any-url": {
    en: "expected a type such as `type.googleapis.com/google.protobuf.Timestamp`",
    ko: "`type.googleapis.com/google.protobuf.Timestamp`처럼 타입을 쓰세요",
  },
  "any-unknown": {
    en: "the type {0} is not known; its bytes can be given as base64 in `@value`",
    ko: "타입 {0}을(를) 알 수 없습니다. 바이트를 `@value`에 base64로 쓸 수 있습니다",
  },
  "any-value": {
    en: "{0} is written below the key `value`",
    ko: "{0}은(는) 키 `value` 아래에 씁니다",
  },
  "any-beside": {
    en: "beside `@type` there is only `value` for {0}",
    ko: "{0}에는 `@type` 외에 `value`만 쓸 수 있습니다",
  },
} as const satisfies Readonly<Record<string, Wording>>;

export type BodyProblemCode = keyof typeof bodyWordings;

const nearby: Wording = { en: "{0}, did you mean `{1}`?", ko: "{0}. `{1}`이(가) 아닌가요?" };

/** A sentence about a problem, without its path. */
export function bodyProblemText(
  problem: { readonly code: BodyProblemCode; readonly args: readonly string[]; readonly suggestion?: string },
  language: Language,
): string {
  const text = fillWording(bodyWordings[problem.code], problem.args, language);
  const isGuess = problem.code === "unknown-field" || problem.code === "unknown-enum-value";
  return isGuess && problem.suggestion ? fillWording(nearby, [text, problem.suggestion], language) : text;
}
