/** Why a rename is refused, and what others will notice of one. */
import type { RenameRefusal } from "../features/renameRefusal.ts";
import type { Consequence } from "../features/renameConsequences.ts";
import type { Doubt } from "../features/renameTextNames.ts";
import type { Bilingual, Language } from "../shared/language.ts";

const refusals: Readonly<Record<RenameRefusal, Bilingual>> = {
  "not-here": { en: "there is no name here", ko: "여기에는 이름이 없습니다" },
  word: {
    en: "`{0}` is a word of the language, and no name",
    ko: "`{0}`은(는) 언어의 단어이고 이름이 아닙니다",
  },
  reserved: {
    en: "a reserved name stands for something that is gone: there is no declaration to rename",
    ko: "예약된 이름은 없어진 것을 가리킵니다. 이름을 바꿀 선언이 없습니다",
  },
  unknown: {
    en: "`{0}` stands for nothing that is known here: it is not declared, or its file is not imported",
    ko: "`{0}`이(가) 무엇인지 알 수 없습니다. 선언이 없거나 파일을 import하지 않았습니다",
  },
  "no-file": { en: 'the file "{0}" is not found', ko: '"{0}" 파일을 찾을 수 없습니다' },
  editor: {
    en: "this editor renames no files for a language server; rename it where it lists files",
    ko: "이 편집기는 언어 서버를 통해 파일 이름을 바꿀 수 없습니다. 파일 목록에서 바꾸세요",
  },
  "not-a-file": {
    en: '"{0}" is no path of a .proto file, counted from an import root with `/` between folders',
    ko: '"{0}"은(는) .proto 파일의 경로가 아닙니다. import 루트부터 `/`로 폴더를 나눠 쓰세요',
  },
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

const consequences: Readonly<Record<Exclude<Consequence, "none">, Bilingual>> = {
  json: {
    en: "bytes stay as they are, but the name in JSON, text format and field masks changes",
    ko: "바이트는 그대로지만 JSON, 텍스트 형식, 필드 마스크의 이름이 바뀝니다",
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

/** Keys of request documents, which are right only where the JSON name is not kept. */
export const jsonKeys: { readonly label: Bilingual; readonly description: Bilingual } = {
  label: { en: "JSON names in request documents", ko: "요청 문서의 JSON 이름" },
  description: {
    en: "leave these out where the JSON name is kept",
    ko: "JSON 이름을 유지하면 이 변경을 빼세요",
  },
};

/** Groups of edits that a person confirms. */
export const doubts: Readonly<Record<Doubt, { readonly label: Bilingual; readonly description: Bilingual }>> = {
  comment: {
    label: { en: "Links in comments", ko: "주석의 링크" },
    description: { en: "`[text][package.Name]` in comments", ko: "주석에 있는 `[text][package.Name]`" },
  },
  string: {
    label: { en: "Strings that may name it", ko: "이 이름을 가리킬 수 있는 문자열" },
    description: {
      en: "what these strings of options mean is not known for sure",
      ko: "옵션의 이 문자열들이 무엇을 뜻하는지 확실하지 않습니다",
    },
  },
  mask: {
    label: { en: "Field masks that may name it", ko: "이 이름을 가리킬 수 있는 필드 마스크" },
    description: {
      en: "these masks may be about one message or another",
      ko: "이 마스크가 어느 메시지에 대한 것인지 확실하지 않습니다",
    },
  },
};

export const folderMove: { readonly label: Bilingual; readonly description: Bilingual } = {
  label: { en: "Move the files of the package", ko: "패키지의 파일 옮기기" },
  description: {
    en: "folders follow the name of the package, and imports the folders",
    ko: "폴더가 패키지 이름을 따르고 import가 폴더를 따릅니다",
  },
};

const stay: Bilingual = {
  en: "files that stay in folders named like the old package: {0}",
  ko: "파일 {0}개는 예전 패키지 이름의 폴더에 그대로 있습니다",
};

/** For editors that cannot be asked to move files. */
export const stayText = (count: number, language: Language): string => stay[language].replace("{0}", `${count}`);

const places: Bilingual = {
  en: "{1} more places may name it and stay as they are: {0}",
  ko: "이 이름을 가리킬 수 있는 {1}곳은 그대로 둡니다: {0}",
};

/** For editors that cannot ask: where to look. */
export const placesText = (where: readonly string[], count: number, language: Language): string =>
  places[language].replace("{0}", where.join(", ")).replace("{1}", `${count}`);

const generated: Bilingual = {
  en: "names of generated code stay as they are: {0}",
  ko: "생성 코드의 이름은 그대로 둡니다: {0}",
};

export const generatedText = (options: readonly string[], language: Language): string =>
  generated[language].replace("{0}", options.join(", "));

export const renaming = { en: "Renaming", ko: "이름 바꾸는 중" } as const;
