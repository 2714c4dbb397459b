/** Why nothing was generated: a closed union of plain values, and its wording in English and Korean. */
import { type Bilingual, type Language, type Said, saidIn } from "../../server/src/shared/language.ts";

export type StubsFailure =
  | { readonly kind: "no-target"; readonly target: string; readonly known: readonly string[] }
  /** The descriptor set cannot be decoded, or lacks an import. */
  | { readonly kind: "bad-set"; readonly detail: Said }
  | { readonly kind: "no-file"; readonly file: string }
  | { readonly kind: "generator"; readonly detail: Said }
  | { readonly kind: "too-slow"; readonly seconds: number }
  | { readonly kind: "nothing"; readonly files: readonly string[] }
  | { readonly kind: "bad-name"; readonly name: string; readonly fault: NameFault }
  | { readonly kind: "twice"; readonly name: string; readonly other: string }
  | { readonly kind: "file-and-folder"; readonly name: string }
  /** A link below the folder leads out of it, or is where the file would be. */
  | { readonly kind: "link"; readonly name: string }
  | { readonly kind: "folder-there"; readonly name: string }
  /** A file is there that no generator wrote. */
  | { readonly kind: "foreign"; readonly name: string }
  | { readonly kind: "not-written"; readonly name: string; readonly detail: Said }
  | { readonly kind: "cancelled" };

/** What makes a name unfit on some system, or leads out of the folder. */
export type NameFault = "empty" | "absolute" | "dots" | "character" | "ending" | "device" | "reserved" | "long";

const faults: Readonly<Record<NameFault, Bilingual>> = {
  empty: { en: "a part of it is empty", ko: "비어 있는 부분이 있습니다" },
  absolute: { en: "it is no relative path", ko: "상대 경로가 아닙니다" },
  dots: { en: 'it has a part "." or ".."', ko: '"." 또는 ".."이 들어 있습니다' },
  character: {
    en: "it has a character that not all systems allow",
    ko: "일부 시스템에서 쓸 수 없는 문자가 있습니다",
  },
  ending: { en: "a part of it ends with a dot or a blank", ko: "점이나 공백으로 끝나는 부분이 있습니다" },
  device: { en: "a part of it names a device on Windows", ko: "Windows의 장치 이름이 들어 있습니다" },
  reserved: { en: "that folder belongs to a tool", ko: "도구가 사용하는 폴더입니다" },
  long: { en: "it is too long", ko: "너무 깁니다" },
};

/** One line, or a few sentences that belong together; no full stop at the end. */
export function stubsFailureText(failure: StubsFailure, language: Language): string {
  const [en, ko] = wording(failure);
  return language === "ko" ? ko : en;
}

function wording(f: StubsFailure): readonly [en: string, ko: string] {
  switch (f.kind) {
    case "no-target":
      return [
        `there is no target "${f.target}"; there is ${f.known.join(", ")}`,
        `대상 "${f.target}"이(가) 없습니다. 있는 대상: ${f.known.join(", ")}`,
      ];
    case "bad-set":
      return [
        `the descriptors cannot be used: ${saidIn(f.detail, "en")}`,
        `디스크립터를 사용할 수 없습니다: ${saidIn(f.detail, "ko")}`,
      ];
    case "no-file":
      return [`${f.file} is not among the descriptors`, `디스크립터에 ${f.file}이(가) 없습니다`];
    case "generator":
      return [`the generator failed: ${saidIn(f.detail, "en")}`, `생성기가 실패했습니다: ${saidIn(f.detail, "ko")}`];
    case "too-slow":
      return [
        `the generator was stopped after ${f.seconds} seconds; generate for fewer files at a time`,
        `생성기를 ${f.seconds}초 뒤에 멈췄습니다. 한 번에 더 적은 파일로 생성하세요`,
      ];
    case "nothing":
      return [
        `there is nothing to generate in ${f.files.join(", ")}`,
        `${f.files.join(", ")}에는 생성할 것이 없습니다`,
      ];
    case "bad-name": {
      const fault = faults[f.fault];
      return [
        `the generator wants to write ${JSON.stringify(f.name)}: ${fault.en}`,
        `생성기가 쓰려는 ${JSON.stringify(f.name)}: ${fault.ko}`,
      ];
    }
    case "twice":
      return f.name === f.other
        ? [`the generator wants to write ${f.name} twice`, `생성기가 ${f.name}을(를) 두 번 쓰려고 합니다`]
        : [
            `${f.other} and ${f.name} would be one file on systems that ignore case`,
            `대소문자를 구분하지 않는 시스템에서 ${f.other}와(과) ${f.name}은(는) 같은 파일입니다`,
          ];
    case "file-and-folder":
      return [`${f.name} would be both a file and a folder`, `${f.name}이(가) 파일이면서 폴더가 됩니다`];
    case "link":
      return [
        `${f.name} would be written through a link; remove the link or choose another folder`,
        `${f.name}은(는) 링크를 거쳐 쓰게 됩니다. 링크를 지우거나 다른 폴더를 고르세요`,
      ];
    case "folder-there":
      return [`${f.name} is a folder`, `${f.name}은(는) 폴더입니다`];
    case "foreign":
      return [
        `${f.name} is there and was not generated; move it away or choose another folder`,
        `${f.name}은(는) 생성된 파일이 아닙니다. 옮기거나 다른 폴더를 고르세요`,
      ];
    case "not-written":
      return [
        `${f.name} cannot be written: ${saidIn(f.detail, "en")}`,
        `${f.name}을(를) 쓸 수 없습니다: ${saidIn(f.detail, "ko")}`,
      ];
    case "cancelled":
      return ["cancelled", "취소했습니다"];
  }
}
