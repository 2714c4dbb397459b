/** The wording of how a server's schema differs from the workspace's, by code and language. */
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";

const wordings = {
  "service-missing": { en: "the server does not have this service", ko: "서버에 이 서비스가 없습니다" },
  "method-missing": { en: "the server does not have this method", ko: "서버에 이 메서드가 없습니다" },
  "method-extra": {
    en: "the server has this method, the workspace does not",
    ko: "서버에만 있고 작업 영역에는 없는 메서드입니다",
  },
  "method-kind": {
    en: "{0} in the workspace, {1} on the server",
    ko: "작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "method-input": {
    en: "takes {0} in the workspace, {1} on the server",
    ko: "작업 영역은 {0}, 서버는 {1}을(를) 받습니다",
  },
  "method-output": {
    en: "answers {0} in the workspace, {1} on the server",
    ko: "작업 영역은 {0}, 서버는 {1}을(를) 반환합니다",
  },
  "field-missing": {
    en: "the server does not have this field ({0})",
    ko: "서버에 이 필드({0})가 없습니다",
  },
  "field-extra": {
    en: "the server has this field ({0}), the workspace does not",
    ko: "서버에만 있고 작업 영역에는 없는 필드({0})입니다",
  },
  "field-number": {
    en: "number {0} in the workspace, {1} on the server",
    ko: "번호가 작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "field-name": {
    en: "the server calls field {0} `{1}`",
    ko: "서버에서는 {0}번 필드의 이름이 `{1}`입니다",
  },
  "field-type": {
    en: "{0} in the workspace, {1} on the server",
    ko: "타입이 작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "field-label": { en: "{0} in the workspace, {1} on the server", ko: "작업 영역에서는 {0}, 서버에서는 {1}입니다" },
  "field-json-name": {
    en: "`{0}` in JSON by the workspace, `{1}` by the server",
    ko: "JSON 이름이 작업 영역에서는 `{0}`, 서버에서는 `{1}`입니다",
  },
  "field-presence": {
    en: "presence is {0} in the workspace, {1} on the server",
    ko: "값의 유무(presence)가 작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "field-oneof": {
    en: "in the oneof {0} in the workspace, {1} on the server",
    ko: "oneof가 작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "field-encoding": {
    en: "{0} encoding in the workspace, {1} on the server",
    ko: "인코딩이 작업 영역에서는 {0}, 서버에서는 {1}입니다",
  },
  "value-missing": { en: "the server does not have this value ({0})", ko: "서버에 이 값({0})이 없습니다" },
  "value-extra": {
    en: "the server has this value ({0}), the workspace does not",
    ko: "서버에만 있고 작업 영역에는 없는 값({0})입니다",
  },
  "value-number": { en: "{0} in the workspace, {1} on the server", ko: "작업 영역에서는 {0}, 서버에서는 {1}입니다" },
  "value-name": { en: "the server calls value {0} `{1}`", ko: "서버에서는 값 {0}의 이름이 `{1}`입니다" },
  "enum-closed": { en: "{0} in the workspace, {1} on the server", ko: "작업 영역에서는 {0}, 서버에서는 {1}입니다" },
} as const satisfies Readonly<Record<string, Wording>>;

export type DriftCode = keyof typeof wordings;

export function driftText(
  { code, args }: { readonly code: DriftCode; readonly args: readonly string[] },
  language: Language,
): string {
  return fillWording(wordings[code], args, language);
}
