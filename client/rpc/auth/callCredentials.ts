/** Credentials of a caller → the header that each call carries. */
import type { CallCredentials, MetadataEntry, TlsProfile } from "../call.ts";
import { failure, RpcError } from "../errors.ts";
import { isLoopback, type Target } from "../target.ts";
import type { TokenCache } from "./oauth2.ts";

/** Throws `RpcError`: `unprotected-credentials` where they would travel in the clear, `oauth2` where no token is given. */
export async function authorization(
  credentials: CallCredentials,
  target: Target,
  tls: TlsProfile,
  tokens: TokenCache,
  signal: AbortSignal,
): Promise<MetadataEntry> {
  if (tls.mode === "plaintext" && !isLoopback(target))
    throw new RpcError(
      failure(
        "unprotected-credentials",
        "UNAUTHENTICATED",
        { en: "credentials need TLS", ko: "자격 증명에는 TLS가 필요합니다" },
        { address: target.shown },
      ),
    );
  return ["authorization", await headerValue(credentials, tokens, signal)];
}

async function headerValue(credentials: CallCredentials, tokens: TokenCache, signal: AbortSignal): Promise<string> {
  switch (credentials.type) {
    case "bearer":
      return `Bearer ${credentials.token}`;
    case "basic":
      return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
    case "oauth2":
      return `Bearer ${await tokens.token(credentials, signal)}`;
  }
}
