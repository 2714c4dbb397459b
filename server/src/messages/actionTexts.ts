/** Titles of refactorings, why one is refused, and what others notice of it, by code. `{0}` and `{1}` are places for names. */
import type { Language } from "../shared/language.ts";

export const actionTexts = {
  addUnspecified: { en: "Add zero value `{0}`", ko: "0 값 `{0}` 추가" },
  boolToEnum: { en: "Make `{0}` an enum", ko: "`{0}`을(를) enum으로 바꾸기" },
  boolJson: {
    en: "the bytes stay as they are; JSON and the code that is generated change from a boolean to an enum",
    ko: "바이트는 그대로지만 JSON과 생성된 코드의 값이 bool에서 enum으로 바뀝니다",
  },
  committed: {
    en: "a commit has `{0}` already: bytes with its old numbers would be read as other fields",
    ko: "`{0}`은(는) 이미 커밋되었습니다. 예전 번호로 쓴 바이트가 다른 필드로 읽히게 됩니다",
  },
  convertToEdition: { en: "Convert to edition {0}", ko: "에디션 {0}(으)로 바꾸기" },
  defaultChanges: {
    en: "the first value is the default of fields that are not set: it changes",
    ko: "첫 값은 설정되지 않은 필드의 기본값이므로 기본값이 바뀝니다",
  },
  deleteAndReserve: { en: "Delete `{0}` and reserve its number {1}", ko: "`{0}`을(를) 삭제하고 번호 {1} 예약" },
  correctImport: { en: "Import `{0}` instead", ko: "대신 `{0}` import하기" },
  deprecate: { en: "Deprecate `{0}`", ko: "`{0}`을(를) deprecated로 표시" },
  entryToMap: { en: "Make it a map<{0}, {1}>", ko: "map<{0}, {1}>(으)로 바꾸기" },
  exportDeclaration: { en: "Mark `{0}` as `export` in {1}", ko: "{1}의 `{0}`에 `export` 붙이기" },
  extractFields: { en: "Extract {0} to a message", ko: "{0}을(를) 메시지로 추출" },
  extractRpcMessage: { en: "Give `{1}` a message of its own, `{0}`", ko: "`{1}` 전용 메시지 `{0}` 만들기" },
  fixAll: { en: "Fix all that is safe to fix", ko: "안전한 문제 모두 고치기" },
  fullNameChanges: {
    en: "the full name changes from `{0}` to `{1}`: type URLs, and paths of calls, are others",
    ko: "전체 이름이 `{0}`에서 `{1}`(으)로 바뀝니다. 타입 URL과 호출 경로가 달라집니다",
  },
  hasMoreThanFields: {
    en: "`{0}` holds more than fields: a nested type, extensions or options",
    ko: "`{0}`에 필드 말고도 중첩 타입, 확장 또는 옵션이 있습니다",
  },
  hasNoFields: { en: "`{0}` has no fields", ko: "`{0}`에 필드가 없습니다" },
  historyUnknown: {
    en: "what was committed is not known yet, or git does not tell: try again in a moment",
    ko: "커밋된 내용을 아직 모르거나 git에서 읽지 못했습니다. 잠시 뒤에 다시 시도하세요",
  },
  importName: { en: "Import `{0}` and write `{1}`", ko: "`{0}`을(를) import하고 `{1}`(으)로 쓰기" },
  importsThis: {
    en: "`{0}` would have to be imported, which needs this file itself",
    ko: "`{0}`을(를) import해야 하는데, 그 파일이 이 파일을 필요로 합니다",
  },
  inlineMessage: { en: "Inline the fields of `{0}`", ko: "`{0}`의 필드를 여기에 펼치기" },
  jsonChanges: {
    en: "bytes stay as they are, but names in JSON and text format change",
    ko: "바이트는 그대로지만 JSON과 텍스트 형식의 이름이 바뀝니다",
  },
  lastEnumValue: { en: "an enum has one value at least", ko: "enum에는 값이 하나 이상 있어야 합니다" },
  mapJson: {
    en: "the bytes stay as they are; JSON changes from a list of entries to an object, and of two entries with one key the last counts",
    ko: "바이트는 그대로지만 JSON이 목록에서 객체로 바뀌고, 키가 같은 항목은 마지막 것만 남습니다",
  },
  meansOtherwise: {
    en: "the file would not mean the same in that edition: {0} differs",
    ko: "그 에디션에서는 파일의 뜻이 달라집니다. 다른 곳: {0}",
  },
  mendErrorsFirst: { en: "the file has errors: mend them first", ko: "파일에 오류가 있습니다. 먼저 고치세요" },
  moveTo: { en: "Move `{0}` to {1}", ko: "`{0}`을(를) {1}(으)로 옮기기" },
  moveToNew: { en: "Move `{0}` to a new file, {1}", ko: "`{0}`을(를) 새 파일 {1}(으)로 옮기기" },
  moveToOther: { en: "Move `{0}` to another file…", ko: "`{0}`을(를) 다른 파일로 옮기기…" },
  nameTaken: { en: "`{0}` is declared already", ko: "`{0}`이(가) 이미 있습니다" },
  noNumberLeft: { en: "no field number is left in this message", ko: "이 메시지에 남은 필드 번호가 없습니다" },
  noneInOneof: {
    en: "`{0}` is repeated, required or a map, which a oneof cannot hold",
    ko: "`{0}`은(는) repeated, required 또는 map이라서 oneof에 넣을 수 없습니다",
  },
  notHere: {
    en: "the text changed meanwhile: there is nothing of that kind here",
    ko: "그사이 텍스트가 바뀌어 대상이 없습니다",
  },
  numbersChange: {
    en: "the numbers of fields change: bytes that were written with the old ones are read as other fields",
    ko: "필드 번호가 바뀝니다. 예전 번호로 쓴 바이트는 다른 필드로 읽힙니다",
  },
  onlyOneIsKept: {
    en: "of fields in a oneof only the one that was set last is kept",
    ko: "oneof의 필드는 마지막으로 설정한 하나만 남습니다",
  },
  otherFeatures: {
    en: "`{0}` would mean something else in {1}: the files have other features",
    ko: "파일의 기능(feature)이 달라서 {1}에서는 `{0}`의 뜻이 달라집니다",
  },
  otherLanguages: {
    en: "the file has no options for {0}: code that is generated for them follows the new defaults of the edition",
    ko: "파일에 {0} 옵션이 없습니다. 이 언어로 생성하는 코드는 에디션의 새 기본값을 따릅니다",
  },
  otherSyntax: {
    en: "`{0}` is written in another syntax or edition, where its fields mean something else",
    ko: "`{0}`은(는) 다른 문법이나 에디션으로 쓰여 필드의 뜻이 다릅니다",
  },
  pairToMap: { en: "Make a map of `{0}` and `{1}`", ko: "`{0}`과(와) `{1}`을(를) map으로 묶기" },
  prefixEnumValues: { en: "Prefix the values with `{0}`", ko: "값 이름 앞에 `{0}` 붙이기" },
  recursive: { en: "`{0}` holds itself", ko: "`{0}`이(가) 자기 자신을 담고 있습니다" },
  renumber: { en: "Renumber the fields of `{0}`", ko: "`{0}`의 필드 번호 다시 매기기" },
  repeatedStays: {
    en: "`{0}` is repeated: one message stands for each element",
    ko: "`{0}`은(는) repeated라서 펼칠 수 없습니다",
  },
  requiredStays: {
    en: "`{0}` is required: in a message that may be missing it would not be",
    ko: "`{0}`은(는) required입니다. 없을 수도 있는 메시지 안에서는 required가 아니게 됩니다",
  },
  reserveDeleted: { en: "Reserve what was deleted: {0}", ko: "삭제한 항목 예약: {0}" },
  sameFile: { en: "it is in {0} already", ko: "이미 {0}에 있습니다" },
  shippedStays: {
    en: "`{0}` belongs to protobuf or to a module from Buf's cache and stays where it is",
    ko: "`{0}`은(는) protobuf나 Buf 캐시의 모듈에 속하므로 그대로 둡니다",
  },
  sortFields: { en: "Sort the fields of `{0}` by number", ko: "`{0}`의 필드를 번호순으로 정렬하기" },
  splitSharedMessage: { en: "Give `{1}` a copy of `{0}` of its own", ko: "`{0}`을(를) 복사해 `{1}` 전용으로 나누기" },
  stillNamed: { en: "`{0}` is still named in {1}", ko: "{1}에서 아직 `{0}`을(를) 씁니다" },
  wireChanges: {
    en: "the bytes change: those who use the old version do not find these fields any more",
    ko: "바이트가 바뀝니다. 예전 버전을 쓰는 쪽은 이 필드들을 더는 찾지 못합니다",
  },
  wouldBreak: { en: "{0} would have a new error", ko: "{0}에 새 오류가 생깁니다" },
  wrapInOneof: { en: "Wrap {0} in a oneof", ko: "{0}을(를) oneof로 묶기" },
  writeName: { en: "Write `{0}`", ko: "`{0}`(으)로 쓰기" },
  zeroValueStays: {
    en: "`{0}` is the zero value, which every message without the field has",
    ko: "`{0}`은(는) 필드가 없는 메시지가 갖는 0 값입니다",
  },
} as const;

export type ActionText = keyof typeof actionTexts;

export function renderAction(text: ActionText, args: readonly string[], language: Language): string {
  return actionTexts[text][language].replaceAll(/\{(\d)\}/g, (_, place) => args[Number(place)] ?? "");
}
