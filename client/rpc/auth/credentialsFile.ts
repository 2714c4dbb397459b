/** The caller's credentials as a profile holds them: secrets are references, which whoever sends the call fills in. */
import type { CallCredentials } from "../call.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { placed, profileWordings as wordings } from "../profileWordings.ts";
import { isObject } from "../../../server/src/shared/isObject.ts";

type Kind = CallCredentials["type"];

/** Which keys each kind has; `secret` ones never hold the secret itself. */
const keysOf: Readonly<
  Record<Kind, Readonly<Record<string, "text" | "secret" | "optional text" | "optional texts">>>
> = {
  bearer: { token: "secret" },
  basic: { username: "text", password: "secret" },
  oauth2: {
    tokenUrl: "text",
    clientId: "text",
    clientSecret: "secret",
    scopes: "optional texts",
    audience: "optional text",
    caFiles: "optional texts",
  },
};

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** A value that is nothing but a reference, as `{{secret:name}}` or `{{name}}`. */
const isReference = (value: string): boolean => /^\{\{[^{}]+\}\}$/.test(value);

/** What is wrong, each beginning with the place: `.token: …`. */
export function credentialErrors(value: unknown): Bilingual[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [placed(": ", wordings.typed)];
  const kind = value["type"];
  if (typeof kind !== "string" || !Object.hasOwn(keysOf, kind))
    return [placed(".type: ", wordings.oneOf(Object.keys(keysOf)))];
  const keys = keysOf[kind as Kind];
  const unknown = Object.keys(value)
    .filter(key => key !== "type" && !Object.hasOwn(keys, key))
    .map(key => placed(`.${key}: `, wordings.unknown(Object.keys(keys))));
  const wrong = Object.entries(keys).flatMap(([key, form]) => {
    const given = value[key];
    const wrong = (what: Bilingual): Bilingual[] => [placed(`.${key}: `, what)];
    if (given === undefined) return form.startsWith("optional") ? [] : wrong(wordings.missing);
    if (form === "optional texts") return Array.isArray(given) && given.every(isText) ? [] : wrong(wordings.texts);
    if (!isText(given)) return wrong(wordings.text);
    if (form === "secret" && !isReference(given)) return wrong(wordings.secret);
    return [];
  });
  return [...unknown, ...wrong];
}

/** With paths made absolute. */
export const locatedCredentials = (given: CallCredentials, resolvePath: (path: string) => string): CallCredentials =>
  given.type === "oauth2" && given.caFiles ? { ...given, caFiles: given.caFiles.map(resolvePath) } : given;

/** The texts in which references may stand, by their keys. */
export function credentialTexts(credentials: CallCredentials): (readonly [key: string, value: string])[] {
  return Object.entries(credentials).filter(
    (entry): entry is [string, string] => entry[0] !== "type" && typeof entry[1] === "string",
  );
}

/** `texts`: those of `credentialTexts`, filled in. */
export const filledCredentials = (
  credentials: CallCredentials,
  texts: readonly (readonly [key: string, value: string])[],
): CallCredentials => ({ ...credentials, ...Object.fromEntries(texts) }) as CallCredentials;
