/** The wording of why bytes are no message, by code and language. */
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";

const wordings = {
  "group-end": {
    en: "field {0} ends a group that was not started",
    ko: "필드 {0}이(가) 시작되지 않은 그룹을 닫습니다",
  },
  "group-open": { en: "group {0} is not closed", ko: "그룹 {0}이(가) 닫히지 않았습니다" },
  "group-other": {
    en: "group {0} is closed by the number {1}",
    ko: "그룹 {0}을(를) 번호 {1}(으)로 닫습니다",
  },
  "group-depth": { en: "groups are nested too deeply", ko: "그룹이 너무 깊이 중첩되어 있습니다" },
  number: { en: "{0} is no field number", ko: "{0}은(는) 필드 번호가 아닙니다" },
  "wire-type": { en: "wire type {0} does not exist", ko: "와이어 타입 {0}은(는) 없습니다" },
  "cut-value": { en: "the bytes end in the middle of a value", ko: "값 중간에서 바이트가 끝납니다" },
  "cut-varint": { en: "the bytes end in the middle of a varint", ko: "varint 중간에서 바이트가 끝납니다" },
  "cut-packed": {
    en: "the bytes end in the middle of a packed value",
    ko: "packed 값 중간에서 바이트가 끝납니다",
  },
  "long-varint": { en: "a varint is longer than ten bytes", ko: "varint가 10바이트보다 깁니다" },
  "long-tag": { en: "a tag is longer than 32 bits", ko: "태그가 32비트보다 깁니다" },
  length: { en: "a length of {0} bytes is impossible", ko: "길이 {0}바이트는 있을 수 없습니다" },
  depth: {
    en: "messages are nested deeper than {0} levels",
    ko: "메시지가 {0}단계보다 깊이 중첩되어 있습니다",
  },
  utf8: { en: "text of a string field is not UTF-8", ko: "string 필드의 글자가 UTF-8이 아닙니다" },
} as const satisfies Readonly<Record<string, Wording>>;

export type WireErrorCode = keyof typeof wordings;

export interface WireProblem {
  readonly code: WireErrorCode;
  readonly args: readonly string[];
  /** Bytes from the start of the buffer. */
  readonly offset: number;
}

export function wireProblemText({ code, args }: WireProblem, language: Language): string {
  return fillWording(wordings[code], args, language);
}
