/** What an inlay hint means, for who points at it. */
import type { Bilingual } from "../shared/language.ts";
import type { HintKind } from "./inlayHints.ts";

/** Markdown. */
export const hintTooltips: Readonly<Record<HintKind, Bilingual>> = {
  "tag-size": {
    en: "Bytes of the tag that stands before each value. Numbers up to 15 take one byte, up to 2047 two.",
    ko: "값마다 앞에 붙는 태그의 바이트 수입니다. 15까지는 1바이트, 2047까지는 2바이트입니다.",
  },
  "implicit-presence": {
    en: "The field has no presence: its default value is not sent, and a reader cannot tell it from a field that was never set.",
    ko: "이 필드는 값의 유무를 구분하지 않습니다. 기본값은 전송되지 않으며, 읽는 쪽은 설정하지 않은 필드와 구분할 수 없습니다.",
  },
  "json-name": {
    en: "The name in JSON. A double-click writes it down as `json_name`, so that it stays when the field is renamed.",
    ko: "JSON에서의 이름입니다. 두 번 클릭하면 `json_name`으로 적어 두므로 필드 이름을 바꿔도 그대로 남습니다.",
  },
  "next-number": {
    en: "The next number for a field: not in use, not reserved, in no range for extensions, and not known to have been used before.",
    ko: "다음 필드에 쓸 번호입니다. 사용 중이거나 예약되었거나 확장 범위에 들거나 예전에 쓰인 것으로 알려진 번호가 아닙니다.",
  },
};
