/** What is wrong with the severities that settings or a project ask for, in words; undefined where nothing is. */
import type { Severities, SeverityMistake } from "../base/severity.ts";
import { wordingsIn } from "../messages/wordings.ts";
import { requestMessages } from "../request/messages.ts";
import type { Bilingual, Language } from "../shared/language.ts";

type Kind = SeverityMistake["kind"] | "no-rule";

/** {0} is the entry, {1} where it stands. */
const words: Readonly<Record<Kind, Bilingual>> = {
  "no-rules": {
    en: '{1} must be an object such as { "P2010": "off" }',
    ko: '{1}은(는) { "P2010": "off" }와 같은 객체여야 합니다',
  },
  "no-code": {
    en: '"{0}" in {1} must be a code such as P2010',
    ko: '{1}의 "{0}"은(는) P2010과 같은 코드여야 합니다',
  },
  "no-severity": {
    en: '"{0}" in {1} must be off, hint, info, warning or error',
    ko: '{1}의 "{0}"은(는) off, hint, info, warning, error 중 하나여야 합니다',
  },
  "no-rule": {
    en: 'there is no rule with the code "{0}", which {1} names',
    ko: '{1}에 적힌 코드 "{0}"의 규칙은 없습니다',
  },
};

/** `where` names the setting, or the file. */
export function severityMistake(
  { rules, mistake }: Severities,
  where: string,
  language: Language,
): string | undefined {
  const say = (kind: Kind, entry: string): string =>
    words[kind][language].replace("{0}", entry).replace("{1}", where);
  if (mistake) return say(mistake.kind, mistake.entry);
  const unknown = Object.keys(rules).find(
    code => !Object.hasOwn(wordingsIn(language), code) && !Object.hasOwn(requestMessages, code),
  );
  return unknown === undefined ? undefined : say("no-rule", unknown);
}

/** Where a project says how strongly problems are shown. */
export const projectSeverities = (file: string, language: Language): string =>
  language === "ko" ? `${file}의 "diagnostics.severity"` : `"diagnostics.severity" of ${file}`;
