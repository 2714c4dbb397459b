/** The caller's credentials as a profile holds them: secrets are references, which whoever sends the call fills in. */
import type { CallCredentials } from "../call.ts";
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
export function credentialErrors(value: unknown): string[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [": is an object with a `type`"];
  const kind = value["type"];
  if (typeof kind !== "string" || !Object.hasOwn(keysOf, kind))
    return [`.type: is one of ${Object.keys(keysOf).join(", ")}`];
  const keys = keysOf[kind as Kind];
  const unknown = Object.keys(value)
    .filter(key => key !== "type" && !Object.hasOwn(keys, key))
    .map(key => `.${key}: is unknown; there are ${Object.keys(keys).join(", ")}`);
  const wrong = Object.entries(keys).flatMap(([key, form]) => {
    const given = value[key];
    if (given === undefined) return form.startsWith("optional") ? [] : [`.${key}: is missing`];
    if (form === "optional texts")
      return Array.isArray(given) && given.every(isText) ? [] : [`.${key}: is a list of texts`];
    if (!isText(given)) return [`.${key}: is a text`];
    if (form === "secret" && !isReference(given))
      return [`.${key}: does not belong in a file; write {{secret:name}} and you are asked for it`];
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
