/**
 * Looks at the handshake with a server, step by step. The client's certificate is shown only to a server that was verified, so a first look
 * goes without it; a second one with it follows where the server asks for it.
 */
import type { X509Certificate } from "node:crypto";
import type { Connection } from "../call.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { RpcError, type RpcFailure } from "../errors.ts";
import { parseTarget, type Target } from "../target.ts";
import { oneLine } from "../tls/certificateFiles.ts";
import { loadCredentials, trustedRoots } from "../tls/secureContext.ts";
import { verifyChain } from "../tls/verifyChain.ts";
import { certificatesOf, chainFacts } from "./certificateFacts.ts";
import type { Inspection, InspectionStep } from "./inspection.ts";
import { type Observation, observe, type Secured } from "./observe.ts";
import { alertName } from "./tlsNames.ts";
import type { Said } from "../../../server/src/shared/language.ts";

export interface InspectOptions extends Connection {
  readonly address: string;
  /** Limit of each step; 5 s by default. */
  readonly ms?: number;
}

/** What cannot be inspected at all, as a file that cannot be read, is the failure of an inspection without steps. */
export async function inspect(options: InspectOptions): Promise<Inspection> {
  const { address, tls } = options;
  try {
    return await look(parseTarget(address), options);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return { address, mode: tls.mode, ok: false, steps: [], failure: error.failure };
  }
}

async function look(target: Target, options: InspectOptions): Promise<Inspection> {
  const { address, tls, channel, ms = 5000 } = options;
  const common = { serverName: tls.serverName, proxy: channel?.proxy, ms, exchange: "health" } as const;
  const finish = async (steps: readonly InspectionStep[]): Promise<Inspection> => {
    const ok = steps.every(step => !("ok" in step) || step.ok || step.kind === "client-certificate");
    const failure = ok ? undefined : await failureOf(target, options, ms);
    return { address, mode: tls.mode, ok, steps, ...(failure ? { failure } : {}) };
  };
  if (tls.mode === "plaintext") {
    const seen = await observe(target, common);
    return finish(plainSteps(seen));
  }
  const both = loadCredentials(tls);
  const serverOnly = tls.mode === "mtls" ? loadCredentials(tls, "server only") : both;
  const first = new Look(target, tls, await observe(target, { ...common, credentials: serverOnly }));
  if (!both.clientCertificate) return finish(first.steps("none"));
  if (!first.isAsked) return finish(first.steps("not-asked"));
  if (!first.isTrusted) return finish(first.steps("withheld"));
  const second = new Look(target, tls, await observe(target, { ...common, credentials: both }));
  return finish(second.steps("sent"));
}

/** The diagnosis of a call that would fail; a server that is fine by now has none. */
async function failureOf(target: Target, options: InspectOptions, ms: number): Promise<RpcFailure | undefined> {
  const failure = await diagnose(target, options, Math.min(ms, 3000));
  return failure.kind === "answers-now" ? undefined : failure;
}

/** How a connection ends of which nobody says more. */
const ends = {
  closed: { en: "closed", ko: "연결이 닫힘" },
  noAnswer: { en: "no answer", ko: "응답 없음" },
  noTls: { en: "no TLS", ko: "TLS가 아님" },
} as const;

function connectStep({ tcp }: Observation): InspectionStep {
  if (tcp.ok) return { kind: "connect", ok: true, local: tcp.local, remote: tcp.remote, ms: tcp.ms };
  return { kind: "connect", ok: false, reason: tcp.error || tcp.message };
}

function plainSteps(seen: Observation): InspectionStep[] {
  return seen.tcp.ok ? [connectStep(seen), exchangeStep(seen, false)] : [connectStep(seen)];
}

function exchangeStep({ http2, error, messages }: Observation, isEncrypted: boolean): InspectionStep {
  const { httpStatus, grpcStatus, grpcMessage, server, maxConcurrentStreams, page, timedOut } = http2;
  const ok = grpcStatus !== undefined;
  const ended = messages.some(m => m.type === "end") ? ends.closed : ends.noAnswer;
  const reason = ok ? undefined : (page ?? (timedOut ? ends.noAnswer : error?.code || ended));
  return {
    kind: "exchange",
    ok,
    isEncrypted,
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(grpcStatus === undefined ? {} : { grpcStatus }),
    ...(grpcMessage ? { grpcMessage } : {}),
    ...(server ? { server } : {}),
    ...(maxConcurrentStreams === undefined ? {} : { maxConcurrentStreams }),
    ...(reason ? { reason } : {}),
  };
}

type ClientOutcome = "sent" | "none" | "not-asked" | "withheld";

/** One connection, told as steps. */
class Look {
  private readonly tls: InspectOptions["tls"];
  private readonly seen: Observation;
  private readonly name: string;
  private readonly verdict: Pick<Secured, "chainError" | "isOtherName"> & {
    readonly path: readonly X509Certificate[];
  };

  constructor(target: Target, tls: InspectOptions["tls"], seen: Observation) {
    this.tls = tls;
    this.seen = seen;
    this.name = tls.serverName ?? target.host ?? "localhost";
    // A handshake that was cut short has no verdict of the library.
    this.verdict = seen.secured ?? verifyChain(certificatesOf(this.chainOf("server")), trustedRoots(tls), this.name);
  }

  get isAsked(): boolean {
    return this.seen.messages.some(m => m.type === "certificateRequest");
  }

  get isTrusted(): boolean {
    return this.tls.skipVerify === true || (this.verdict.chainError === undefined && !this.verdict.isOtherName);
  }

  private chainOf(side: "client" | "server"): readonly Buffer[] {
    return this.seen.messages.filter(m => m.type === "certificate").find(m => m.from === side)?.chain ?? [];
  }

  steps(client: ClientOutcome): InspectionStep[] {
    const { seen } = this;
    const steps: InspectionStep[] = [connectStep(seen)];
    if (!seen.tcp.ok) return steps;
    const hello = seen.messages.find(m => m.type === "clientHello");
    if (hello) {
      const { versions, cipherSuites, alpn, serverName } = hello;
      steps.push({ kind: "client-hello", versions, cipherSuites, alpn, ...(serverName ? { serverName } : {}) });
    }
    const answers = seen.messages.filter(m => m.type === "serverHello");
    const answer = answers.at(-1);
    if (!answer) return [...steps, { kind: "server-hello", ok: false, reason: this.reason() }];
    const group = answer.group ?? seen.secured?.group;
    steps.push({
      kind: "server-hello",
      ok: true,
      version: seen.secured?.version ?? answer.version,
      cipherSuite: seen.secured?.cipherSuite ?? answer.cipherSuite,
      isRetried: answers.some(m => m.isRetry),
      ...(group ? { group } : {}),
    });
    const protocol = seen.messages.find(m => m.type === "encryptedExtensions")?.alpn ?? answer.alpn;
    steps.push({ kind: "alpn", ok: protocol === "h2", ...(protocol ? { protocol } : {}) });
    const chain = chainFacts(this.chainOf("server"));
    steps.push({ kind: "server-certificate", ok: chain.length > 0, chain });
    const issuers = seen.messages.find(m => m.type === "certificateRequest")?.issuers ?? [];
    steps.push({ kind: "certificate-request", isAsked: this.isAsked, issuers });
    steps.push(this.verifyServer());
    if (this.isAsked || client === "not-asked") steps.push(this.clientCertificate(client));
    const { http2, secured } = seen;
    const isAccepted = http2.pingMs !== undefined && http2.httpStatus !== 400;
    if (this.isAsked && client !== "withheld") steps.push(this.verifyClient(isAccepted));
    if (secured) {
      const tickets = seen.messages.filter(m => m.type === "sessionTicket").length;
      steps.push({ kind: "finished", ms: secured.ms, isResumed: secured.isResumed, tickets });
    }
    if (isAccepted || !this.isAsked) steps.push(exchangeStep(seen, true));
    return steps;
  }

  private verifyServer(): InspectionStep {
    const { chainError, isOtherName, path } = this.verdict;
    return {
      kind: "verify-server",
      ok: this.isTrusted,
      path: path.map(certificate => oneLine(certificate.subject)),
      name: this.name,
      isOtherName,
      isSkipped: this.tls.skipVerify === true,
      ...(chainError ? { chainError } : {}),
    };
  }

  private clientCertificate(client: ClientOutcome): InspectionStep {
    const chain = chainFacts(this.chainOf("client"));
    const isSealed = this.seen.messages.some(m => m.from === "client" && m.type === "sealed");
    const outcome =
      client !== "sent" || chain.length > 0
        ? client
        : // With TLS 1.3 a record that cannot be opened may hold it.
          isSealed
          ? "unknown"
          : "unsuitable";
    return { kind: "client-certificate", ok: outcome === "sent" || outcome === "not-asked", outcome, chain };
  }

  private verifyClient(ok: boolean): InspectionStep {
    const { http2 } = this.seen;
    if (ok) return { kind: "verify-client", ok, ...(http2.pingMs === undefined ? {} : { pingMs: http2.pingMs }) };
    const alert = this.alert();
    const page = http2.page === undefined ? "" : `: ${http2.page}`;
    const status = `${http2.httpStatus}${page}`;
    const reason =
      http2.httpStatus === undefined ? this.reason() : { en: `HTTP status ${status}`, ko: `HTTP 상태 ${status}` };
    return { kind: "verify-client", ok, reason, ...(alert === undefined ? {} : { alert }) };
  }

  private alert(): number | undefined {
    return this.seen.messages.filter(m => m.type === "alert").findLast(m => m.from === "server" && m.alert !== 0)
      ?.alert;
  }

  /** Why the connection ended. */
  private reason(): Said {
    const alert = this.alert();
    if (alert !== undefined) return `alert ${alert} ${alertName(alert)}`;
    if (this.seen.messages.some(m => m.type === "notTls")) return ends.noTls;
    if (this.seen.timedOut || this.seen.http2.timedOut) return ends.noAnswer;
    return ends.closed;
  }
}
