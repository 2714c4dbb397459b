/**
 * What the words of the language mean, in a sentence or two: keywords and scalar types, as the language guide and the encoding page of
 * protobuf.dev define them. Concepts are the business of the notes.
 */
import type { Bilingual, Language } from "../shared/language.ts";

type Doc = Bilingual;

const keywords: Readonly<Record<string, Doc>> = {
  syntax: {
    en: 'The language version, `"proto2"` or `"proto3"`. It is the first statement of a file; without it a file is proto2.',
    ko: '언어 버전입니다: `"proto2"` 또는 `"proto3"`. 파일의 첫 문장이며, 없으면 proto2로 봅니다.',
  },
  edition: {
    en: "The edition of the language, in place of `syntax`. It decides the defaults of all features in the file.",
    ko: "`syntax` 대신 쓰는 언어의 에디션입니다. 파일 안 모든 기능(feature)의 기본값을 정합니다.",
  },
  package: {
    en: "The scope of the file's names, and the first part of each rpc's path.",
    ko: "파일에 선언된 이름의 스코프이며, 각 rpc 경로의 첫 부분이 됩니다.",
  },
  import: {
    en: "Makes another file's declarations visible here. The path is looked up in the import roots, not relative to this file.",
    ko: "다른 파일의 선언을 쓸 수 있게 합니다. 경로는 이 파일이 아니라 import 루트에서 찾습니다.",
  },
  public: {
    en: "Whoever imports this file sees the imported file too.",
    ko: "이 파일을 import하는 파일에도 import한 파일이 보입니다.",
  },
  weak: {
    en: "An import that may be missing when the program is linked. Not for use outside of Google.",
    ko: "프로그램을 링크할 때 없어도 되는 import입니다. Google 밖에서는 쓰지 않습니다.",
  },
  option: {
    en: "Sets an option of what it stands in. As `import option` the imported file is visible to options alone and is not needed at run time.",
    ko: "이 문장이 있는 선언의 옵션을 정합니다. `import option`이면 import한 파일은 옵션에서만 보이고 실행 중에는 필요 없습니다.",
  },
  message: {
    en: "A type with numbered fields.",
    ko: "번호가 붙은 필드로 이루어진 타입입니다.",
  },
  enum: {
    en: "A type with named numbers. Its values are named in the scope around the enum, not inside of it.",
    ko: "이름 붙은 숫자로 이루어진 타입입니다. 값의 이름은 enum 안이 아니라 enum을 둘러싼 스코프에 속합니다.",
  },
  oneof: {
    en: "Fields of which at most one is set: setting one clears the others.",
    ko: "최대 하나만 설정되는 필드들입니다. 하나를 설정하면 나머지는 지워집니다.",
  },
  map: {
    en: "Keys and values, without an order. On the wire it is a repeated message with `key = 1` and `value = 2`. Keys are integers, booleans or strings.",
    ko: "순서 없는 키와 값입니다. 와이어에서는 `key = 1`, `value = 2`를 가진 repeated 메시지입니다. 키는 정수, bool, string만 됩니다.",
  },
  reserved: {
    en: "Numbers and names that no field may use (again), since old data or old programs may still hold them.",
    ko: "오래된 데이터나 프로그램이 아직 쓰고 있을 수 있어 (다시) 쓸 수 없는 번호와 이름입니다.",
  },
  extensions: {
    en: "Numbers that other files may give to fields of their own in this message.",
    ko: "다른 파일이 이 메시지에 자기 필드를 추가할 때 쓸 수 있는 번호입니다.",
  },
  extend: {
    en: "Adds fields to a message that allows it with `extensions`. Custom options extend the option messages of `google/protobuf/descriptor.proto`.",
    ko: "`extensions`로 허용한 메시지에 필드를 추가합니다. 사용자 정의 옵션은 `google/protobuf/descriptor.proto`의 옵션 메시지를 확장합니다.",
  },
  service: {
    en: "A set of rpcs that a server offers together.",
    ko: "서버가 함께 제공하는 rpc의 모음입니다.",
  },
  rpc: {
    en: "One procedure of a service: a request message and a response message, each of them single or a stream.",
    ko: "서비스의 프로시저 하나입니다. 요청 메시지와 응답 메시지가 있고, 각각 하나이거나 스트림입니다.",
  },
  returns: {
    en: "The message that answers, or `stream` and the message of which there may be any number.",
    ko: "응답 메시지입니다. `stream`이 붙으면 그 메시지가 몇 개든 올 수 있습니다.",
  },
  stream: {
    en: "Any number of messages in order, instead of exactly one.",
    ko: "정확히 하나가 아니라 순서대로 몇 개든 보내는 메시지입니다.",
  },
  optional: {
    en: "At most one value, and the program can tell an unset field from one that holds its default.",
    ko: "값이 최대 하나이며, 설정되지 않은 것과 기본값을 구분할 수 있습니다.",
  },
  required: {
    en: "Exactly one value. A message without it cannot be read, so the field can never be taken away again.",
    ko: "값이 반드시 하나 있어야 합니다. 없으면 메시지를 읽을 수 없어서 필드를 다시 없앨 수 없습니다.",
  },
  repeated: {
    en: "Any number of values, in order. An empty list and an unset field are the same.",
    ko: "순서 있는 값 여러 개입니다. 빈 목록과 설정되지 않은 필드는 같습니다.",
  },
  group: {
    en: "A message and the field that holds it, in one statement; encoded between a start tag and an end tag. Editions say `features.message_encoding = DELIMITED`.",
    ko: "메시지와 그것을 담는 필드를 한 문장으로 선언합니다. 시작 태그와 끝 태그 사이에 인코딩합니다. 에디션에서는 `features.message_encoding = DELIMITED`로 씁니다.",
  },
  to: { en: "Both ends of the range belong to it.", ko: "범위의 양 끝을 모두 포함합니다." },
  max: {
    en: "The largest number that is possible: 536,870,911 for fields, 2,147,483,647 for enum values.",
    ko: "가능한 가장 큰 번호입니다: 필드는 536,870,911, enum 값은 2,147,483,647.",
  },
  export: {
    en: "Files that import this one may use the declaration.",
    ko: "이 파일을 import하는 파일에서 이 선언을 쓸 수 있습니다.",
  },
  default: {
    en: "What is read where the field is not set. Fields without presence have no default but zero.",
    ko: "필드가 설정되지 않았을 때 읽히는 값입니다. 값의 유무를 구분하지 않는 필드의 기본값은 0(빈 값)뿐입니다.",
  },
  json_name: {
    en: "The field's name in JSON, in place of the one that is derived from its name. Renaming it breaks those who read JSON, not those who read bytes.",
    ko: "이름에서 유도된 것 대신 쓰는 필드의 JSON 이름입니다. 바꾸면 JSON을 읽는 쪽은 깨지지만 바이트를 읽는 쪽은 그대로입니다.",
  },
  local: { en: "Only this file may use the declaration.", ko: "이 파일에서만 이 선언을 쓸 수 있습니다." },
};

const scalar = (en: string, ko: string): Doc => ({ en, ko });

const scalars: Readonly<Record<string, Doc>> = {
  double: scalar(
    "64-bit floating point (IEEE 754), always 8 bytes.",
    "64비트 부동소수점(IEEE 754). 항상 8바이트입니다.",
  ),
  float: scalar(
    "32-bit floating point (IEEE 754), always 4 bytes.",
    "32비트 부동소수점(IEEE 754). 항상 4바이트입니다.",
  ),
  int32: scalar(
    "Integer from −2³¹ to 2³¹ − 1 as a varint of 1 to 5 bytes; negative numbers take 10 bytes, for them `sint32` is smaller.",
    "−2³¹부터 2³¹ − 1까지의 정수. 1~5바이트 varint이며 음수는 10바이트라서 `sint32`가 더 작습니다.",
  ),
  int64: scalar(
    "Integer from −2⁶³ to 2⁶³ − 1 as a varint of 1 to 10 bytes; negative numbers take 10 bytes, for them `sint64` is smaller. A string in JSON.",
    "−2⁶³부터 2⁶³ − 1까지의 정수. 1~10바이트 varint이며 음수는 10바이트라서 `sint64`가 더 작습니다. JSON에서는 문자열입니다.",
  ),
  uint32: scalar(
    "Integer from 0 to 2³² − 1 as a varint of 1 to 5 bytes.",
    "0부터 2³² − 1까지의 정수. 1~5바이트 varint입니다.",
  ),
  uint64: scalar(
    "Integer from 0 to 2⁶⁴ − 1 as a varint of 1 to 10 bytes. A string in JSON.",
    "0부터 2⁶⁴ − 1까지의 정수. 1~10바이트 varint입니다. JSON에서는 문자열입니다.",
  ),
  sint32: scalar(
    "Integer from −2³¹ to 2³¹ − 1, zigzag-encoded: small negative numbers are short. 1 to 5 bytes.",
    "−2³¹부터 2³¹ − 1까지의 정수. 지그재그 인코딩이라 작은 음수도 짧습니다. 1~5바이트입니다.",
  ),
  sint64: scalar(
    "Integer from −2⁶³ to 2⁶³ − 1, zigzag-encoded: small negative numbers are short. 1 to 10 bytes. A string in JSON.",
    "−2⁶³부터 2⁶³ − 1까지의 정수. 지그재그 인코딩이라 작은 음수도 짧습니다. 1~10바이트입니다. JSON에서는 문자열입니다.",
  ),
  fixed32: scalar(
    "Integer from 0 to 2³² − 1, always 4 bytes: smaller than `uint32` from 2²⁸ on.",
    "0부터 2³² − 1까지의 정수. 항상 4바이트이며 2²⁸ 이상이면 `uint32`보다 작습니다.",
  ),
  fixed64: scalar(
    "Integer from 0 to 2⁶⁴ − 1, always 8 bytes: smaller than `uint64` from 2⁵⁶ on. A string in JSON.",
    "0부터 2⁶⁴ − 1까지의 정수. 항상 8바이트이며 2⁵⁶ 이상이면 `uint64`보다 작습니다. JSON에서는 문자열입니다.",
  ),
  sfixed32: scalar(
    "Integer from −2³¹ to 2³¹ − 1, always 4 bytes.",
    "−2³¹부터 2³¹ − 1까지의 정수. 항상 4바이트입니다.",
  ),
  sfixed64: scalar(
    "Integer from −2⁶³ to 2⁶³ − 1, always 8 bytes. A string in JSON.",
    "−2⁶³부터 2⁶³ − 1까지의 정수. 항상 8바이트입니다. JSON에서는 문자열입니다.",
  ),
  bool: scalar("`true` or `false`, 1 byte.", "`true` 또는 `false`. 1바이트입니다."),
  string: scalar("Text in UTF-8, behind its length in bytes.", "UTF-8 텍스트. 바이트 길이가 앞에 붙습니다."),
  bytes: scalar(
    "Any bytes, behind their length. Base64 in JSON.",
    "임의의 바이트. 길이가 앞에 붙습니다. JSON에서는 Base64입니다.",
  ),
};

/** Undefined for a word that is none of the language. */
export function wordDoc(word: string, language: Language): string | undefined {
  const table = Object.hasOwn(keywords, word) ? keywords : Object.hasOwn(scalars, word) ? scalars : undefined;
  return table?.[word]?.[language];
}
