/**
 * A header or trailer of more than 64 KB, which the HTTP/2 library of Node does not take: it reads nothing more of the connection and says
 * nothing, so that all calls on it last until their deadlines.
 */
import * as grpc from "@grpc/grpc-js";
import type { Connection } from "../call.ts";
import { failure, type RpcFailure } from "../errors.ts";
import type { Target } from "../target.ts";
import { diagnose } from "./diagnose.ts";

/** Headers that are taken, pings and the like are less for most calls; of others one call more is asked. */
const SUSPICIOUS_BYTES = 8 * 1024;
const PROBE_MS = 500;

export interface StuckChannel {
  readonly client: grpc.Client;
  /** Bytes that its connections received since it was opened. */
  received(): number;
}

export interface Unread {
  readonly target: Target;
  readonly connection: Connection;
  /** That came during the call and were no messages. */
  readonly bytes: number;
}

/** For a call whose deadline passed. Undefined where the connection still works, or the server is gone. */
export async function largeHeaders(
  channel: StuckChannel,
  { target, connection, bytes }: Unread,
): Promise<RpcFailure | undefined> {
  if (bytes < SUSPICIOUS_BYTES) return undefined;
  const received = channel.received();
  // A slow connection still reads on.
  if ((await answers(channel.client)) || channel.received() !== received) return undefined;
  const { kind } = await diagnose(target, connection, PROBE_MS);
  if (kind !== "answers-now") return undefined;
  const message = {
    en: "the connection stopped at a header or trailer that is too large",
    ko: "너무 큰 헤더나 트레일러에서 연결이 멈췄습니다",
  };
  return failure("headers-too-large", "DEADLINE_EXCEEDED", message, { address: target.shown });
}

/** Whether anything comes back on the connection. No metadata; what the server thinks of the method does not matter. */
function answers(client: grpc.Client): Promise<boolean> {
  const call = client
    .getChannel()
    .createCall("/grpc.health.v1.Health/Check", Date.now() + PROBE_MS, null, null, null);
  return new Promise(resolve => {
    call.start(new grpc.Metadata(), {
      onReceiveMetadata: () => resolve(true),
      onReceiveMessage: () => {},
      onReceiveStatus: ({ code }) => resolve(code !== grpc.status.DEADLINE_EXCEEDED),
    });
    call.sendMessageWithContext({}, Buffer.alloc(0));
    call.halfClose();
    call.startRead();
  });
}
