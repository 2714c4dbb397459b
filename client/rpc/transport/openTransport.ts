/** Which transport carries a call. */
import type { Connection, Transport } from "../call.ts";
import { TokenCache } from "../auth/oauth2.ts";
import type { Target } from "../target.ts";
import { Channels } from "./channel.ts";
import { connectTransport } from "./connectTransport.ts";
import { KeptSessions } from "./keptSessions.ts";
import { grpcTransport } from "./grpcTransport.ts";

/** What calls of one process keep between them. */
export class Transports {
  readonly channels = new Channels();
  readonly sessions = new KeptSessions();
  readonly tokens = new TokenCache();

  open(target: Target, connection: Connection): Transport {
    const { protocol = "grpc" } = connection;
    return protocol === "grpc"
      ? grpcTransport(this.channels, this.tokens, target, connection)
      : connectTransport(this.sessions, this.tokens, target, connection, protocol);
  }

  close(): void {
    this.channels.close();
    this.sessions.close();
  }
}
