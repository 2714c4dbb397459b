/** What is wrong with a file that configures import roots, in words. */
import type { Bilingual, Language } from "../shared/language.ts";
import type { ConfigMistake } from "../workspace/config.ts";

/** {0} is the file. */
const words: Readonly<Record<ConfigMistake, Bilingual>> = {
  "not-json": { en: "{0} is not valid JSON", ko: "{0}이(가) 올바른 JSON이 아닙니다" },
  "not-yaml": {
    en: "{0} is not valid YAML with keys and values",
    ko: "{0}이(가) 키와 값으로 된 올바른 YAML이 아닙니다",
  },
  "no-object": {
    en: '{0} must hold an object such as { "roots": ["proto"] }',
    ko: '{0}에는 { "roots": ["proto"] }와 같은 객체가 있어야 합니다',
  },
  "no-list": {
    en: '"roots" in {0} must be a list of folders such as ["proto", "third_party"]',
    ko: '{0}의 "roots"는 ["proto", "third_party"]와 같은 폴더 목록이어야 합니다',
  },
};

/** Goes on with what holds in an editor for as long as the mistake is there. */
export const untilMended: Bilingual = {
  en: "; until it is mended the import roots that it named last count, or they are inferred",
  ko: ". 고칠 때까지 마지막으로 적혀 있던 import 루트를 쓰고, 없으면 추론합니다",
};

/** `file` as people know it. */
export const configMistake = (file: string, mistake: ConfigMistake, language: Language): string =>
  words[mistake][language].replace("{0}", file);
