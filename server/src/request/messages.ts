/** The wording of problems in request documents, by code and language; `{0}` is the first argument of a problem. */
import type { Bilingual } from "../shared/language.ts";

export type Wording = Bilingual;

export const requestMessages = {
  R1001: {
    en: "write `GRPC` before the address",
    ko: "주소 앞에 `GRPC`를 쓰세요",
  },
  R1002: {
    en: "`{0}` requests are not sent: only `GRPC`",
    ko: "`{0}` 요청은 보내지 않습니다. `GRPC`만 보냅니다",
  },
  R1003: {
    en: "an address and a method belong after `GRPC`, as in `localhost:50051/package.Service/Method`",
    ko: "`GRPC` 뒤에 주소와 메서드를 쓰세요. 예: `localhost:50051/package.Service/Method`",
  },
  R1004: {
    en: "the method is missing: `{0}/package.Service/Method`",
    ko: "메서드가 없습니다: `{0}/package.Service/Method`",
  },
  R1005: {
    en: "`{0}` does not belong after the method",
    ko: "메서드 뒤에 `{0}`을(를) 쓸 수 없습니다",
  },
  R1006: {
    en: "the address is missing before `/{0}`",
    ko: "`/{0}` 앞에 주소가 없습니다",
  },
  R1010: {
    en: "a header is `name: value`; an empty line ends the headers",
    ko: "헤더는 `이름: 값`입니다. 헤더는 빈 줄로 끝납니다",
  },
  R1011: {
    en: "an empty line belongs between the headers and the body",
    ko: "헤더와 본문 사이에 빈 줄이 있어야 합니다",
  },
  R1012: {
    en: "`{0}` is no metadata key: only letters, digits, `-`, `_` and `.`",
    ko: "`{0}`은(는) 메타데이터 키가 아닙니다. 글자, 숫자, `-`, `_`, `.`만 쓸 수 있습니다",
  },
  R1013: {
    en: "`{0}` is reserved: keys that start with `grpc-` belong to gRPC itself",
    ko: "`{0}`은(는) 예약되어 있습니다. `grpc-`로 시작하는 키는 gRPC가 씁니다",
  },
  R1014: {
    en: "the value of a `-bin` key is base64",
    ko: "`-bin` 키의 값은 base64입니다",
  },
  R1015: {
    en: "`{0}` is set by gRPC itself; this line has no effect",
    ko: "`{0}`은(는) gRPC가 직접 정합니다. 이 줄은 효과가 없습니다",
  },
  R1016: {
    en: "this value cannot be metadata: only printable ASCII, unless the key ends in `-bin`",
    ko: "메타데이터 값으로 쓸 수 없습니다. 키가 `-bin`으로 끝나지 않으면 출력 가능한 ASCII만 됩니다",
  },
  R1020: {
    en: "this looks like a secret, and the file may be committed: write `{0}` and keep the value in secret storage",
    ko: "비밀 값처럼 보입니다. 파일이 커밋될 수 있으니 `{0}`(으)로 쓰고 값은 비밀 저장소에 두세요",
  },
  R1030: {
    en: "a variable is `@name = value`",
    ko: "변수는 `@이름 = 값`입니다",
  },
  R1031: {
    en: "`{0}` is set again below; the last value holds for the whole file",
    ko: "`{0}`이(가) 아래에서 다시 정해집니다. 파일 전체에 마지막 값이 쓰입니다",
  },
  R1032: {
    en: "nothing gives a value for `{{{0}}}`: write `@{0} = value` above, or add it to an environment",
    ko: "`{{{0}}}`의 값이 없습니다. 위에 `@{0} = 값`을 쓰거나 환경에 추가하세요",
  },
  R1040: {
    en: "no directive `{0}`; there are `@name`, `@profile`, `@timeout`, `@expect`",
    ko: "`{0}` 지시어는 없습니다. `@name`, `@profile`, `@timeout`, `@expect`가 있습니다",
  },
  R1041: {
    en: "a timeout is a number and a unit: `30`, `30 s`, `500 ms` or `2 m`",
    ko: "제한 시간은 숫자와 단위입니다: `30`, `30 s`, `500 ms`, `2 m`",
  },
  R1042: {
    en: 'not an expectation: write a status as `NOT_FOUND`, a value as `$.name == "Kim"`, or `messages == 2`',
    ko: '기대 조건이 아닙니다. 상태는 `NOT_FOUND`, 값은 `$.name == "Kim"`, 개수는 `messages == 2`처럼 쓰세요',
  },
  R1043: {
    en: "`@{0}` needs a value",
    ko: "`@{0}`에 값이 필요합니다",
  },
  R1044: {
    en: "no profile `{0}` in the protocall.json that counts here",
    ko: "여기에 적용되는 protocall.json에 `{0}` 프로필이 없습니다",
  },
  R1050: {
    en: "no message between `===` lines; write `{}` for an empty one",
    ko: "`===` 사이에 메시지가 없습니다. 빈 메시지는 `{}`로 쓰세요",
  },
  R1051: {
    en: "scripts are not run; state what the answer must be with `# @expect`",
    ko: "스크립트는 실행하지 않습니다. 응답의 조건은 `# @expect`로 쓰세요",
  },
  R1052: {
    en: "answers are not written to files by a request; use `Protocall: Save Answer As…`",
    ko: "요청이 응답을 파일에 쓰지는 않습니다. `Protocall: 응답을 파일로 저장…`을 쓰세요",
  },
  R2001: {
    en: "not JSON: {0:json}",
    ko: "JSON이 아닙니다: {0:json}",
  },
  R2002: {
    en: "`{0}` is a message: write an object `{…}` instead of `{1}`",
    ko: "`{0}`은(는) 메시지입니다. `{1}` 대신 객체 `{…}`를 쓰세요",
  },
  R2003: {
    en: "`{0}` cannot be `{1}`",
    ko: "`{0}`에 `{1}`을(를) 쓸 수 없습니다",
  },
  R2004: {
    en: "{0} is no value of `{1}`; there are {2}",
    ko: "{0}은(는) `{1}`의 값이 아닙니다. 있는 값: {2}",
  },
  R2005: {
    en: "{0} does not fit into `{1}`: from {2} to {3}",
    ko: "{0}은(는) `{1}` 범위를 벗어납니다: {2}부터 {3}까지",
  },
  R2006: {
    en: "bytes are written in base64",
    ko: "bytes는 base64로 씁니다",
  },
  R2007: {
    en: "a timestamp is written as `{0}`",
    ko: "타임스탬프는 `{0}`처럼 씁니다",
  },
  R2008: {
    en: "a duration is written in seconds as `{0}`",
    ko: "기간은 초 단위로 `{0}`처럼 씁니다",
  },
  R2009: {
    en: "a field mask is written as `{0}`",
    ko: "필드 마스크는 `{0}`처럼 씁니다",
  },
  R2010: {
    en: "`{0}` is set twice",
    ko: "`{0}`이(가) 두 번 쓰였습니다",
  },
  R2011: {
    en: "`{1}` has no field `{0}`",
    ko: "`{1}`에 필드 `{0}`이(가) 없습니다",
  },
  R2012: {
    en: "`{0}` and `{1}` are both in the oneof `{2}`: only one can be set",
    ko: "`{0}`과(와) `{1}`은(는) 모두 oneof `{2}`에 속합니다. 하나만 쓸 수 있습니다",
  },
  R2013: {
    en: "`{0}` holds several values: write {1}",
    ko: "`{0}`에는 값이 여럿 들어갑니다. {1}처럼 쓰세요",
  },
  R2014: {
    en: "the required field `{0}` is missing",
    ko: "필수 필드 `{0}`이(가) 없습니다",
  },
  R2015: {
    en: "`{0}` is no key of type `{1}`",
    ko: "`{0}`은(는) `{1}` 타입의 키가 아닙니다",
  },
  R2016: {
    en: "`{0}` cannot hold null",
    ko: "`{0}`에는 null을 넣을 수 없습니다",
  },
  R2017: {
    en: 'an Any names its message: `"@type": "type.googleapis.com/package.Message"`',
    ko: 'Any에는 메시지 이름이 필요합니다: `"@type": "type.googleapis.com/package.Message"`',
  },
  R2018: {
    en: "a type URL has a slash: `type.googleapis.com/{0}`",
    ko: "타입 URL에는 슬래시가 있어야 합니다: `type.googleapis.com/{0}`",
  },
  R2019: {
    en: "no member of the oneof `{0}` is set: {1}",
    ko: "oneof `{0}`의 필드가 하나도 설정되지 않았습니다: {1}",
  },
  F2000: {
    en: "Change to {0}",
    ko: "{0}(으)로 바꾸기",
  },
  F2001: {
    en: "Insert {0}",
    ko: "{0} 넣기",
  },
  F2002: {
    en: "Remove {0}",
    ko: "{0} 지우기",
  },
  F2003: {
    en: "Put it on a line of its own",
    ko: "별도의 줄로 옮기기",
  },
} as const satisfies Readonly<Record<string, Wording>>;

export type RequestProblemCode = keyof typeof requestMessages;
