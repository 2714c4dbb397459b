/**
 * `SSLConfiguration` of an environment in `http-client.env.json`, as the HTTP clients of JetBrains read it: certificates for requests that
 * name no profile.
 *
 *     { "dev": { "SSLConfiguration": { "clientCertificate": "me.pem", "clientCertificateKey": "me.key", "verifyHostCertificate": true } } }
 */
import type { TlsProfile } from "./call.ts";
import { impliedTls } from "./profileFile.ts";
import { isObject } from "../../server/src/shared/isObject.ts";

const sslConfigurationKey = "SSLConfiguration";

export type SslConfiguration =
  | { readonly ok: true; readonly tls: TlsProfile }
  | { readonly ok: false; readonly message: string };

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
  const wrong = (message: string): SslConfiguration => ({ ok: false, message: `${sslConfigurationKey}${message}` });
  const given = parsed(text);
  if (!isObject(given)) return wrong(": is an object");
  const unknown = Object.keys(given).find(key => !keys.includes(key));
  if (unknown !== undefined) return wrong(`.${unknown}: is unknown; there are ${keys.join(", ")}`);
  const { clientCertificate, clientCertificateKey, verifyHostCertificate } = given;
  for (const [key, value] of Object.entries({ clientCertificate, clientCertificateKey }))
    if (value !== undefined && fileOf(value) === undefined)
      return wrong(`.${key}: is a path, or an object with \`path\``);
  if (verifyHostCertificate !== undefined && typeof verifyHostCertificate !== "boolean")
    return wrong(".verifyHostCertificate: is true or false");
  const [certificate, key] = [fileOf(clientCertificate), fileOf(clientCertificateKey)];
  const lax = verifyHostCertificate === false ? { skipVerify: true } : {};
  if (certificate === undefined)
    return key === undefined
      ? { ok: true, tls: { mode: "tls", ...lax } }
      : wrong(": the key needs `clientCertificate`");
  if (key !== undefined)
    return {
      ok: true,
      tls: { mode: "mtls", certFile: resolvePath(certificate), keyFile: resolvePath(key), ...lax },
    };
  if (!/\.(p12|pfx)$/i.test(certificate)) return wrong(": the certificate needs `clientCertificateKey`");
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
