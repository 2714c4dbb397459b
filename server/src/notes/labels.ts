/**
 * The words of hovers that are not in the user's files and not in a note, in the languages of the notes. A label is a word or a short
 * phrase; sentences with values in them are the business of `messages/`.
 */
import type { Language } from "../shared/language.ts";

const en = {
  // Below a note.
  learnMore: "Learn more",
  seeAlso: "See also",

  // Kinds of declarations.
  package: "package",
  import: "import",
  message: "message",
  field: "field",
  mapField: "map field",
  group: "group",
  extension: "extension",
  oneof: "oneof",
  enum: "enum",
  enumValue: "enum value",
  service: "service",
  method: "method",
  file: "file",
  option: "option",
  extensionRange: "extension range",
  keyword: "keyword",
  scalarType: "scalar type",

  // The table of a field.
  number: "number",
  type: "type",
  wireType: "wire type",
  tag: "tag",
  tagBytes: "tag bytes",
  packed: "packed",
  notPacked: "one by one",
  jsonName: "JSON name",
  presence: "presence",
  presenceExplicit: "explicit",
  presenceImplicit: "implicit",
  presenceRequired: "required",
  presenceList: "none: an empty list is the same as an unset one",
  presenceMap: "none: a map without entries is the same as an unset one; each entry is encoded as a repeated message",
  default: "default",
  features: "features",
  inheritedFrom: "inherited from",
  setHere: "set here",
  syntaxDefault: "default of {0}",
  editionDefault: "default of edition {0}",
  deprecated: "deprecated",
  allowedOn: "allowed on",
  means: "means",
  hidden: "hidden by it",
  reserved: "reserved",
  bytes: "bytes",
  byte: "byte",

  // Messages and enums.
  encodedSize: "encoded size",
  exampleValue: "for an example value",
  nextNumber: "next free number",
  nextHint: "next",
  openEnum: "open",
  closedEnum: "closed",

  // Methods and requests.
  path: "path",
  kind: "kind",
  contentType: "content type",
  request: "request",
  response: "response",
  unary: "unary",
  serverStreaming: "server streaming",
  clientStreaming: "client streaming",
  bidirectional: "bidirectional streaming",
  address: "address",
  profile: "profile",
  variable: "variable",
  secret: "secret",
  metadata: "metadata",
  timeout: "timeout",

  // Values.
  yes: "yes",
  no: "no",
  none: "none",
  unknown: "unknown",
} as const;

export type Label = keyof typeof en;

const ko: Readonly<Record<Label, string>> = {
  learnMore: "자세히 보기",
  seeAlso: "함께 보기",

  package: "패키지",
  import: "import",
  message: "메시지",
  field: "필드",
  mapField: "map 필드",
  group: "그룹",
  extension: "확장",
  oneof: "oneof",
  enum: "enum",
  enumValue: "enum 값",
  service: "서비스",
  method: "메서드",
  file: "파일",
  option: "옵션",
  extensionRange: "확장 범위",
  keyword: "키워드",
  scalarType: "스칼라 타입",

  number: "번호",
  type: "타입",
  wireType: "와이어 타입",
  tag: "태그",
  tagBytes: "태그 바이트",
  packed: "packed",
  notPacked: "하나씩 인코딩",
  jsonName: "JSON 이름",
  presence: "값의 유무(presence)",
  presenceExplicit: "명시적",
  presenceImplicit: "암시적",
  presenceRequired: "필수(required)",
  presenceList: "없음: 빈 목록은 설정하지 않은 것과 같음",
  presenceMap: "없음: 항목이 없는 map은 설정하지 않은 것과 같음. 항목마다 repeated 메시지 하나로 인코딩됨",
  default: "기본값",
  features: "기능(feature)",
  inheritedFrom: "물려받은 곳",
  setHere: "여기서 지정",
  syntaxDefault: "{0}의 기본값",
  editionDefault: "에디션 {0}의 기본값",
  deprecated: "더 이상 권장되지 않음",
  allowedOn: "쓸 수 있는 곳",
  means: "가리키는 것",
  hidden: "가려진 것",
  reserved: "예약됨",
  bytes: "바이트",
  byte: "바이트",

  encodedSize: "인코딩 크기",
  exampleValue: "예시 값 기준",
  nextNumber: "다음 빈 번호",
  nextHint: "다음",
  openEnum: "열린 enum",
  closedEnum: "닫힌 enum",

  path: "경로",
  kind: "종류",
  contentType: "콘텐츠 타입",
  request: "요청",
  response: "응답",
  unary: "단항",
  serverStreaming: "서버 스트리밍",
  clientStreaming: "클라이언트 스트리밍",
  bidirectional: "양방향 스트리밍",
  address: "주소",
  profile: "프로필",
  variable: "변수",
  secret: "비밀 값",
  metadata: "메타데이터",
  timeout: "제한 시간",

  yes: "예",
  no: "아니요",
  none: "없음",
  unknown: "알 수 없음",
};

const labels: Readonly<Record<Language, Readonly<Record<Label, string>>>> = { en, ko };

export const labelOf = (language: Language, label: Label): string => labels[language][label];

/** All labels of a language, for tests and tables. */
export const labelsOf = (language: Language): Readonly<Record<Label, string>> => labels[language];
