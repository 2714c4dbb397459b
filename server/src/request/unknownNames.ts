/** References and profiles of requests that nothing gives: the call would not be sent. */
import type { Problem } from "../base/problem.ts";
import { dynamicNames } from "../protocol/fillCall.ts";
import type { TemplateReference } from "../protocol/template.ts";
import type { RequestDocument } from "./requestDocument.ts";
import { RequestProblems } from "./requestProblems.ts";

/** What the files above the document give. */
export interface KnownNames {
  /** Of all environments: which one is in use is not known here. */
  readonly variables: readonly string[];
  readonly profiles: readonly string[];
}

export function unknownNames(document: RequestDocument, known: KnownNames): readonly Problem[] {
  const problems = new RequestProblems();
  const variables = new Set([...known.variables, ...document.variables.map(({ name }) => name.text)]);
  const isKnown = ({ kind, name }: TemplateReference): boolean =>
    kind === "secret" || (kind === "dynamic" ? dynamicNames.includes(name) : variables.has(name));
  for (const { verb, span, profile } of document.requests) {
    // Blocks of other protocols are not sent, and their variables may come from scripts.
    if (verb.text !== "GRPC") continue;
    for (const reference of document.references) {
      const { start, end, kind, name } = reference;
      if (start < span.start || end > span.end || isKnown(reference)) continue;
      problems.warn("R1032", { start, end }, [kind === "dynamic" ? `$${name}` : name]);
    }
    if (profile && !profile.text.includes("{{") && !known.profiles.includes(profile.text))
      problems.warn("R1044", profile.span, [profile.text]);
  }
  return problems.list;
}
