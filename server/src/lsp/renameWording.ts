/** Why a rename is refused, and what others will notice of one. */
import type { Consequence, RenameRefusal } from "../features/rename.ts";
import type { Language } from "../shared/language.ts";

const refusals: Readonly<Record<RenameRefusal, Readonly<Record<Language, string>>>> = {
  "not-here": { en: "there is no name here", ko: "여기에는 이름이 없습니다" },
  "not-a-name": {
    en: '"{0}" is no name: a letter or an underscore, then letters, digits and underscores',
    ko: '"{0}"은(는) 이름이 아닙니다. 글자나 밑줄로 시작하고 글자, 숫자, 밑줄만 쓸 수 있습니다',
  },
  keyword: {
    en: "`{0}` cannot be a name here: the language reads it as a keyword or a type of its own",
    ko: "`{0}`은(는) 여기서 이름이 될 수 없습니다. 언어의 키워드나 기본 타입으로 읽힙니다",
  },
  taken: { en: "`{0}` is declared already", ko: "`{0}`이(가) 이미 있습니다" },
  "changes-meaning": {
    en: "after this rename `{0}` would stand for another declaration",
    ko: "이름을 바꾸면 `{0}`이(가) 다른 선언을 가리키게 됩니다",
  },
  breaks: {
    en: "after this rename there would be a new error: {0}",
    ko: "이름을 바꾸면 새 오류가 생깁니다: {0}",
  },
  shipped: {
    en: "`{0}` belongs to protobuf or to a module from Buf's cache and cannot be renamed",
    ko: "`{0}`은(는) protobuf나 Buf 캐시의 모듈에 속합니다. 바꿀 수 없습니다",
  },
};

export const refusalText = (reason: RenameRefusal, detail: string, language: Language): string =>
  refusals[reason][language].replace("{0}", detail);

const consequences: Readonly<Record<Exclude<Consequence, "none">, Readonly<Record<Language, string>>>> = {
  json: {
    en: "bytes stay as they are, but the name in JSON, text format and field masks changes",
    ko: "바이트는 그대로지만 JSON, 텍스트 형식, FieldMask의 이름이 바뀝니다",
  },
  path: {
    en: "the path of the call changes: clients that call the old name get UNIMPLEMENTED",
    ko: "호출 경로(:path)가 바뀝니다. 예전 이름으로 호출하는 클라이언트는 UNIMPLEMENTED를 받습니다",
  },
  any: {
    en: "the full name changes: an Any that was packed with the old type URL is not recognized any more",
    ko: "전체 이름이 바뀝니다. 예전 타입 URL로 담긴 Any는 더는 알아볼 수 없습니다",
  },
};

export const consequenceText = (what: Exclude<Consequence, "none">, language: Language): string =>
  consequences[what][language];

export const keepJsonName = {
  label: { en: "Keep the JSON name (json_name)", ko: "JSON 이름 유지(json_name)" },
  no: { en: "Let It Change", ko: "바꾸기" },
} as const;

export const renaming = { en: "Renaming", ko: "이름 바꾸는 중" } as const;
