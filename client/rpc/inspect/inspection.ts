/** What an inspection found, as plain values: the steps of the TLS and mTLS notes with real data. Times are milliseconds since the start. */
import type { RpcFailure } from "../errors.ts";
import type { CertificateFacts } from "./certificateFacts.ts";
import type { Said } from "../../../server/src/shared/language.ts";

/** `ok`: what a call would need here is there; absent: the step judges nothing. */
export type InspectionStep =
  | {
      readonly kind: "connect";
      readonly ok: true;
      readonly local: string;
      readonly remote: string;
      readonly ms: number;
    }
  | { readonly kind: "connect"; readonly ok: false; readonly reason: Said }
  | {
      readonly kind: "client-hello";
      readonly versions: readonly string[];
      readonly cipherSuites: number;
      readonly alpn: readonly string[];
      readonly serverName?: string;
    }
  | {
      readonly kind: "server-hello";
      readonly ok: true;
      readonly version: string;
      readonly cipherSuite: string;
      readonly group?: string;
      /** The server first asked for another key exchange. */
      readonly isRetried: boolean;
    }
  | { readonly kind: "server-hello"; readonly ok: false; readonly reason: Said }
  /** `protocol` is absent where the server chose none. */
  | { readonly kind: "alpn"; readonly ok: boolean; readonly protocol?: string }
  /** As the server sent it, its own first. */
  | { readonly kind: "server-certificate"; readonly ok: boolean; readonly chain: readonly CertificateFacts[] }
  | {
      readonly kind: "certificate-request";
      readonly isAsked: boolean;
      /** Names of the authorities that the server accepts; empty: it does not say. */
      readonly issuers: readonly string[];
    }
  | {
      readonly kind: "verify-server";
      readonly ok: boolean;
      /** From the server's certificate to the authority that is trusted, as far as it leads. */
      readonly path: readonly string[];
      readonly name: string;
      /** As Node names it. */
      readonly chainError?: string;
      readonly isOtherName: boolean;
      /** The profile accepts any certificate. */
      readonly isSkipped: boolean;
    }
  | {
      readonly kind: "client-certificate";
      readonly ok: boolean;
      /** `withheld`: the server was not verified; `unsuitable`: of another kind or issuer than the server asks for. */
      readonly outcome: "sent" | "none" | "not-asked" | "withheld" | "unsuitable" | "unknown";
      readonly chain: readonly CertificateFacts[];
    }
  | {
      readonly kind: "verify-client";
      readonly ok: boolean;
      /** Milliseconds of the ping that shows it. */
      readonly pingMs?: number;
      readonly alert?: number;
      readonly reason?: Said;
    }
  | { readonly kind: "finished"; readonly ms: number; readonly isResumed: boolean; readonly tickets: number }
  | {
      readonly kind: "exchange";
      readonly ok: boolean;
      readonly isEncrypted: boolean;
      readonly httpStatus?: number;
      /** Of the server's health service. */
      readonly grpcStatus?: number;
      readonly grpcMessage?: string;
      readonly server?: string;
      readonly maxConcurrentStreams?: number;
      readonly reason?: Said;
    };

export interface Inspection {
  readonly address: string;
  readonly mode: "plaintext" | "tls" | "mtls";
  /** A call would get through. */
  readonly ok: boolean;
  readonly steps: readonly InspectionStep[];
  /** Why not, and what to do. */
  readonly failure?: RpcFailure;
}
