/**
 * Who answers the calls to an address: the same call many times over one channel, over a channel for each call, and over a channel that
 * takes turns. Which server answered shows in a header or a field of the reply; the peer of a connection may be a balancer.
 */
import type * as grpc from "@grpc/grpc-js";
import type { ChannelOptions, Connection, Metadata } from "../call.ts";
import { RpcError, type RpcFailure } from "../errors.ts";
import { statusNames } from "../../../server/src/shared/statusNames.ts";
import { fromGrpcMetadata, toGrpcMetadata } from "../metadata.ts";
import { parseTarget } from "../target.ts";
import { openChannel } from "../transport/channel.ts";
import { connected } from "../transport/connected.ts";
import { CONNECT_TIMEOUT_MS } from "../transport/connectTimeout.ts";
import { diagnose } from "../diagnose/diagnose.ts";

export type BalanceWay = "one-channel" | "channel-per-call" | "round-robin";

const balanceWays: readonly BalanceWay[] = ["one-channel", "channel-per-call", "round-robin"];

export interface BalanceOptions extends Connection {
  readonly address: string;
  /** `/package.Service/Method`, a unary one. */
  readonly path: string;
  readonly metadata: Metadata;
  readonly request: Uint8Array;
  /** Calls of each way. */
  readonly calls: number;
  /** Of one call. */
  readonly timeoutMs: number;
  /** The response header that tells who answered; absent: the first whose value differs among the usual ones. */
  readonly header?: string;
  /** Tells who answered by the reply. */
  readonly field?: (reply: Uint8Array) => string | undefined;
}

export interface AnswerCount {
  readonly who: string;
  readonly calls: number;
}

export interface WayCount {
  readonly way: BalanceWay;
  readonly calls: number;
  /** Ends of connections, as the client sees them. */
  readonly peers: readonly AnswerCount[];
  /** By the header or field; empty where nothing tells. */
  readonly servers: readonly AnswerCount[];
  /** Status and how often, without OK. */
  readonly failures: readonly AnswerCount[];
}

/**
 * `pinned`: one connection, one server, though others would answer. `spread-by-proxy`: each call of one connection may go elsewhere.
 * `spread-by-client`: the client itself has connections to several. `single`: only one ever answered. `unseen`: nothing tells who answered.
 */
export type BalanceVerdict =
  | "pinned"
  | "spread-by-proxy"
  | "spread-by-client"
  | "pinned-by-client"
  | "single"
  | "unseen";

export interface Balance {
  readonly address: string;
  /** What told who answered: `header x-backend`, `field header.member_id`; absent: nothing did. */
  readonly told?: string;
  readonly ways: readonly WayCount[];
  readonly verdict: BalanceVerdict;
}

export type BalanceResult =
  | { readonly ok: true; readonly balance: Balance }
  | { readonly ok: false; readonly failure: RpcFailure };

/** Headers by which balancers and servers tell who answered. */
const usualHeaders = [
  "x-backend",
  "x-upstream",
  "x-served-by",
  "x-backend-server",
  "x-envoy-upstream-host",
  "x-instance-id",
];

/** One call. */
interface Answer {
  readonly peer: string;
  readonly status: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly reply?: Uint8Array;
}

export async function balance(options: BalanceOptions, signal: AbortSignal): Promise<BalanceResult> {
  try {
    const target = parseTarget(options.address);
    const answers = new Map<BalanceWay, Answer[]>();
    for (const way of balanceWays) {
      const got = await callMany(way, options, signal);
      if (got === "unreachable") return { ok: false, failure: await diagnose(target, options, 3000) };
      answers.set(way, got);
    }
    return { ok: true, balance: judged(options, answers) };
  } catch (error) {
    if (error instanceof RpcError) return { ok: false, failure: error.failure };
    throw error;
  }
}

async function callMany(
  way: BalanceWay,
  options: BalanceOptions,
  signal: AbortSignal,
): Promise<Answer[] | "unreachable"> {
  const { calls, tls, channel = {} } = options;
  const target = parseTarget(options.address);
  const metadata = toGrpcMetadata(options.metadata);
  const wanted: ChannelOptions =
    way === "channel-per-call"
      ? channel
      : { ...channel, loadBalancing: way === "round-robin" ? "round_robin" : "pick_first" };
  const out: Answer[] = [];
  let client: grpc.Client | undefined;
  try {
    for (let i = 0; i < calls && !signal.aborted; i++) {
      if (way === "channel-per-call") client?.close();
      if (!client || way === "channel-per-call") {
        ({ client } = openChannel(target, tls, wanted));
        const until = Date.now() + (channel.connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
        const ready = await connected(client, until, "fail", signal);
        if (ready === "failed") return "unreachable";
        if (ready === "cancelled") break;
        // Calls that begin before all connections are up would all go to the first.
        if (way === "round-robin") await settle();
      }
      out.push(await callOnce(client, options, metadata));
    }
    return out;
  } finally {
    client?.close();
  }
}

/** No event tells that the other connections of a channel are up as well. */
const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 200));

const raw = (bytes: Buffer): Buffer => bytes;

function callOnce(client: grpc.Client, options: BalanceOptions, metadata: grpc.Metadata): Promise<Answer> {
  return new Promise(resolve => {
    let headers: ReadonlyMap<string, string> = new Map();
    let peer = "";
    const call = client.makeUnaryRequest(
      options.path,
      raw,
      raw,
      Buffer.from(options.request),
      metadata,
      { deadline: Date.now() + options.timeoutMs },
      (error, reply) => {
        const status = error ? (statusNames[error.code] ?? "UNKNOWN") : "OK";
        resolve({ peer: peer || call.getPeer(), status, headers, ...(reply ? { reply } : {}) });
      },
    );
    call.on("metadata", (m: grpc.Metadata) => {
      headers = new Map(fromGrpcMetadata(m));
      peer = call.getPeer();
    });
  });
}

function judged(options: BalanceOptions, answers: ReadonlyMap<BalanceWay, readonly Answer[]>): Balance {
  const all = [...answers.values()].flat();
  const header = options.header?.toLowerCase() ?? usualHeaders.find(name => all.some(a => a.headers.has(name)));
  const byField = options.field && all.some(a => a.reply && options.field?.(a.reply) !== undefined);
  const who = (a: Answer): string | undefined =>
    byField ? a.reply && options.field?.(a.reply) : header === undefined ? undefined : a.headers.get(header);
  const ways = balanceWays.map((way): WayCount => {
    const of = answers.get(way) ?? [];
    return {
      way,
      calls: of.length,
      peers: counted(of.map(a => a.peer)),
      servers: counted(of.map(who)),
      failures: counted(of.map(a => (a.status === "OK" ? undefined : a.status))),
    };
  });
  const told = byField ? "field" : header !== undefined && all.some(a => a.headers.has(header)) ? header : undefined;
  return { address: options.address, ways, verdict: verdictOf(ways), ...(told ? { told } : {}) };
}

function counted(values: readonly (string | undefined)[]): AnswerCount[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([who, calls]) => ({ who, calls }))
    .sort((a, b) => b.calls - a.calls || (a.who < b.who ? -1 : 1));
}

function verdictOf(ways: readonly WayCount[]): BalanceVerdict {
  const of = (way: BalanceWay): WayCount => ways.find(w => w.way === way) as WayCount;
  const [one, each, turns] = balanceWays.map(of) as [WayCount, WayCount, WayCount];
  // Peers are servers only where the client itself has the choice among them.
  if (turns.peers.length > 1) return one.peers.length > 1 ? "spread-by-client" : "pinned-by-client";
  if (one.servers.length > 1) return "spread-by-proxy";
  if (one.servers.length === 0) return each.peers.length > 1 ? "pinned" : "unseen";
  return each.servers.length > 1 ? "pinned" : "single";
}
