/**
 * `SSLConfiguration` of an environment in `http-client.env.json`, as the HTTP clients of JetBrains read it: certificates for requests that
 * name no profile.
 *
 *     { "dev": { "SSLConfiguration": { "clientCertificate": "me.pem", "clientCertificateKey": "me.key", "verifyHostCertificate": true } } }
 */
import type { TlsProfile } from "./call.ts";
import { impliedTls } from "./profileFile.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";
import { placed, profileWordings as wordings } from "./profileWordings.ts";
import { isObject } from "../../server/src/shared/isObject.ts";

const sslConfigurationKey = "SSLConfiguration";

export type SslConfiguration =
  | { readonly ok: true; readonly tls: TlsProfile }
  | { readonly ok: false; readonly message: Bilingual };

/** What holds for a request without a profile; `variables`: of the environment, objects as JSON. */
export function unnamedTls(
  address: string,
  variables: Readonly<Record<string, string>>,
  resolvePath: (path: string) => string,
): SslConfiguration {
  const text = variables[sslConfigurationKey];
  const isPlain = /^(?:http|grpc):\/\//i.test(address);
  return text === undefined || isPlain
    ? { ok: true, tls: impliedTls(address) }
    : parseSslConfiguration(text, resolvePath);
}

const keys = ["clientCertificate", "clientCertificateKey", "hasCertificatePassphrase", "verifyHostCertificate"];

/** `text`: its JSON. `resolvePath` makes a path of the file absolute. */
function parseSslConfiguration(text: string, resolvePath: (path: string) => string): SslConfiguration {
  const wrong = (place: string, what: Bilingual): SslConfiguration => ({
    ok: false,
    message: placed(`${sslConfigurationKey}${place}: `, what),
  });
  const given = parsed(text);
  if (!isObject(given)) return wrong("", wordings.object);
  const unknown = Object.keys(given).find(key => !keys.includes(key));
  if (unknown !== undefined) return wrong(`.${unknown}`, wordings.unknown(keys));
  const { clientCertificate, clientCertificateKey, verifyHostCertificate } = given;
  for (const [key, value] of Object.entries({ clientCertificate, clientCertificateKey }))
    if (value !== undefined && fileOf(value) === undefined) return wrong(`.${key}`, wordings.path);
  if (verifyHostCertificate !== undefined && typeof verifyHostCertificate !== "boolean")
    return wrong(".verifyHostCertificate", wordings.flag);
  const [certificate, key] = [fileOf(clientCertificate), fileOf(clientCertificateKey)];
  const lax = verifyHostCertificate === false ? { skipVerify: true } : {};
  if (certificate === undefined)
    return key === undefined ? { ok: true, tls: { mode: "tls", ...lax } } : wrong("", wordings.clientCertificate);
  if (key !== undefined)
    return {
      ok: true,
      tls: { mode: "mtls", certFile: resolvePath(certificate), keyFile: resolvePath(key), ...lax },
    };
  if (!/\.(p12|pfx)$/i.test(certificate)) return wrong("", wordings.clientCertificateKey);
  return { ok: true, tls: { mode: "mtls", pfxFile: resolvePath(certificate), ...lax } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A path, or `{ "path": …, "format": … }`; which format it is shows in the file. */
function fileOf(value: unknown): string | undefined {
  const file = isObject(value) ? value["path"] : value;
  return typeof file === "string" && file !== "" ? file : undefined;
}
