/** Tokens of OAuth 2.0's client credentials grant (RFC 6749, section 4.4), kept until shortly before they expire. */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { CallCredentials } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import { isLoopback, parseTarget } from "../target.ts";
import { readCertificates } from "../tls/certificateFiles.ts";
import { isObject } from "../../../server/src/shared/isObject.ts";
import type { Said } from "../../../server/src/shared/language.ts";

type OAuth2 = CallCredentials & { readonly type: "oauth2" };

/** A token that is about to expire would expire on its way. */
const MARGIN_MS = 30_000;
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 1024 * 1024;

export class TokenCache {
  private readonly kept = new Map<string, { readonly token: string; readonly until: number }>();

  /** Throws `RpcError` of kind `oauth2`; what the server says is in it, what was sent is not. */
  async token(credentials: OAuth2, signal: AbortSignal): Promise<string> {
    const key = JSON.stringify(credentials);
    const known = this.kept.get(key);
    if (known && known.until > Date.now()) return known.token;
    const { status, body } = await post(credentials, signal);
    const answer = parsed(body);
    const token = answer["access_token"];
    if (status !== 200 || typeof token !== "string") {
      const said = [answer["error"], answer["error_description"]].filter(part => typeof part === "string").join(": ");
      const more = said ? `, ${said}` : "";
      const lacks = !said && status === 200;
      throw refused(credentials, {
        en: `HTTP status ${status}${lacks ? " without access_token" : more}`,
        ko: `HTTP 상태 ${status}${lacks ? ", access_token 없음" : more}`,
      });
    }
    const seconds = Number(answer["expires_in"] ?? 0);
    if (seconds > 0) this.kept.set(key, { token, until: Date.now() + seconds * 1000 - MARGIN_MS });
    return token;
  }
}

const refused = ({ tokenUrl }: OAuth2, message: Said): RpcError =>
  new RpcError(failure("oauth2", "UNAUTHENTICATED", message, { url: tokenUrl }));

function parsed(body: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function urlOf(credentials: OAuth2): URL {
  if (!URL.canParse(credentials.tokenUrl)) throw refused(credentials, { en: "this is no URL", ko: "URL이 아닙니다" });
  const url = new URL(credentials.tokenUrl);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refused(credentials, { en: "this is no https URL", ko: "https URL이 아닙니다" });
  if (url.protocol === "http:" && !isLoopback(parseTarget(url.host)))
    throw refused(credentials, { en: "a secret is not sent without TLS", ko: "비밀 값은 TLS 없이 보내지 않습니다" });
  return url;
}

function post(credentials: OAuth2, signal: AbortSignal): Promise<{ status: number; body: string }> {
  const { clientId, clientSecret, scopes, audience, caFiles } = credentials;
  const url = urlOf(credentials);
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (scopes?.length) form.set("scope", scopes.join(" "));
  if (audience !== undefined) form.set("audience", audience);
  // The form of a name and a secret before they are joined: RFC 6749, section 2.3.1.
  const encoded = [clientId, clientSecret].map(part => encodeURIComponent(part)).join(":");
  const options = {
    method: "POST",
    signal,
    timeout: TIMEOUT_MS,
    headers: {
      authorization: `Basic ${Buffer.from(encoded).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    ...(caFiles?.length ? { ca: caFiles.flatMap(readCertificates).map(String) } : {}),
  };
  return new Promise((resolve, reject) => {
    const stop = (why: Said): void => {
      reject(refused(credentials, why));
      request.destroy();
    };
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options, response => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        body += piece;
        if (body.length > MOST_BYTES) stop({ en: "the answer is too long", ko: "응답이 너무 깁니다" });
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.on("error", error => reject(refused(credentials, error.message)));
    });
    const seconds = TIMEOUT_MS / 1000;
    request.on("timeout", () =>
      stop({ en: `no answer within ${seconds} s`, ko: `${seconds}초 안에 응답이 없습니다` }),
    );
    request.on("error", (error: NodeJS.ErrnoException) => reject(refused(credentials, error.code ?? error.message)));
    request.end(form.toString());
  });
}
