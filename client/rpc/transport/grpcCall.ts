/**
 * One call with grpc-js, on the calls of its channel rather than on the library's client: those carry bytes as they are, tell of each
 * event by a plain function, and give the next message only when it is asked for.
 */
import * as grpc from "@grpc/grpc-js";
import { authorization } from "../auth/callCredentials.ts";
import type { TokenCache } from "../auth/oauth2.ts";
import type { CallEvent, Connection, RawCall, Requests } from "../call.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { largeHeaders } from "../diagnose/largeHeaders.ts";
import { explained, statusFailure } from "../diagnose/statusFailure.ts";
import { callCancelled, failure, RpcError, type RpcFailure } from "../errors.ts";
import { fromGrpcMetadata, toGrpcMetadata } from "../metadata.ts";
import type { Target } from "../target.ts";
import { serverWarnings } from "../tls/certificateWarnings.ts";
import type { Channels, TakenChannel } from "./channel.ts";
import { connected } from "./connected.ts";
import { EventQueue } from "./eventQueue.ts";
import { peerFacts } from "./peerFacts.ts";
import { CONNECT_TIMEOUT_MS } from "./connectTimeout.ts";
import { bufferOf } from "../bufferOf.ts";

/** A call that was given little time may still be explained; one that was given much need not wait for a silent port. */
const diagnosisMs = (deadline: number): number => Math.max(500, Math.min(3000, deadline - Date.now()));

export interface GrpcContext {
  readonly channels: Channels;
  readonly tokens: TokenCache;
  readonly target: Target;
  readonly connection: Connection;
}

type Stream = ReturnType<grpc.ChannelInterface["createCall"]>;

export class GrpcCall {
  /** Begins with the first event that is asked for. */
  readonly events: EventQueue<CallEvent>;
  readonly #context: GrpcContext;
  readonly #call: RawCall;
  readonly #requests: Requests;
  readonly #signal: AbortSignal;
  #began = 0;
  #deadline = Number.POSITIVE_INFINITY;
  #taken: TakenChannel | undefined;
  #stream: Stream | undefined;
  #isStopped = false;
  #isOver = false;
  #messages = 0;
  /** Of the messages that came. */
  #messageBytes = 0;
  /** By the channel, before this call. */
  #receivedBefore = 0;
  #contentType: string | undefined;
  /** The sender waits for its message to be written, or for the end of the call. */
  #written: (() => void) | undefined;

  constructor(context: GrpcContext, call: RawCall, requests: Requests, signal: AbortSignal) {
    this.#context = context;
    this.#call = call;
    this.#requests = requests;
    this.#signal = signal;
    this.events = new EventQueue<CallEvent>({
      start: () => void this.#begin(),
      resume: () => this.#stream?.startRead(),
      stop: () => this.#abandon(),
    });
  }

  #now(): number {
    return performance.now() - this.#began;
  }

  async #begin(): Promise<void> {
    this.#began = performance.now();
    const { channels, tokens, target, connection } = this.#context;
    const { timeoutMs, compression } = this.#call;
    if (timeoutMs !== undefined) this.#deadline = Date.now() + timeoutMs;
    try {
      const metadata = toGrpcMetadata(this.#call.metadata);
      const { credentials } = connection;
      if (credentials)
        metadata.set(...(await authorization(credentials, target, connection.tls, tokens, this.#signal)));
      if (this.#isOver) return;
      this.#taken = channels.take(target, connection, compression);
      if (this.#signal.aborted || this.#taken.state !== grpc.connectivityState.READY)
        await this.#connect(this.#taken);
      if (!this.#isOver) await this.#run(this.#taken, metadata);
    } catch (error) {
      if (error instanceof RpcError) this.#end({ type: "failed", atMs: this.#now(), failure: error.failure });
      else {
        this.#close();
        this.events.fail(error);
      }
    }
  }

  /** Throws `RpcError` with what is in the way. */
  async #connect(taken: TakenChannel): Promise<void> {
    const { target, connection } = this.#context;
    const connectMs = connection.channel?.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
    const patience = this.#call.waitForReady ? "wait" : "fail";
    const until = patience === "wait" ? this.#deadline : Math.min(this.#deadline, Date.now() + connectMs);
    const ready = await connected(taken.client, until, patience, this.#signal);
    if (ready === "ready" || this.#isOver) return;
    taken.discard();
    throw new RpcError(
      ready === "cancelled"
        ? failure("cancelled", "CANCELLED", callCancelled)
        : await diagnose(target, connection, diagnosisMs(this.#deadline)),
    );
  }

  async #run(taken: TakenChannel, metadata: grpc.Metadata): Promise<void> {
    const stream = taken.client.getChannel().createCall(this.#call.path, this.#deadline, null, null, null);
    this.#stream = stream;
    this.#receivedBefore = taken.received();
    this.#signal.addEventListener("abort", this.#onAbort, { once: true });
    stream.start(metadata, {
      onReceiveMetadata: headers => {
        this.#contentType = headers.get("content-type")[0]?.toString();
        const atMs = this.#now();
        const facts = peerFacts(stream.getAuthContext());
        const warnings = [...taken.warnings, ...(facts.tls ? serverWarnings(facts.tls) : [])];
        const more = warnings.length > 0 ? { warnings } : {};
        this.events.push({ type: "connected", atMs, peer: stream.getPeer(), ...facts, ...more });
        this.events.push({ type: "headers", atMs, metadata: fromGrpcMetadata(headers) });
      },
      onReceiveMessage: (bytes: Buffer) => {
        this.#messages++;
        this.#messageBytes += bytes.length;
        if (this.#messages > 1 && hasOneAnswer(this.#call))
          stream.cancelWithStatus(grpc.status.UNIMPLEMENTED, "Too many responses received");
        // Asking again costs a unary call more than all else here, and its status comes without.
        else if (this.events.push({ type: "message", atMs: this.#now(), bytes }) && this.#call.kind !== "unary")
          stream.startRead();
      },
      onReceiveStatus: status => this.#onStatus(status),
    });
    stream.startRead();
    await this.#send(stream);
  }

  readonly #onAbort = (): void => {
    this.#isStopped = true;
    this.#stream?.cancelWithStatus(grpc.status.CANCELLED, "Cancelled on client");
  };

  /** Sends what there is to send, each message when the one before has been written. */
  async #send(stream: Stream): Promise<void> {
    const requests = this.#requests;
    if (Array.isArray(requests) && requests.length === 1) {
      stream.sendMessageWithContext({}, bufferOf(requests[0] as Uint8Array));
      stream.halfClose();
      return;
    }
    try {
      for await (const bytes of requests) {
        if (this.#isOver) return;
        await new Promise<void>(resolve => {
          this.#written = resolve;
          stream.sendMessageWithContext({ callback: () => resolve() }, bufferOf(bytes));
        });
        if (this.#isOver) return;
      }
      stream.halfClose();
    } catch (error) {
      stream.cancelWithStatus(grpc.status.INTERNAL, error instanceof Error ? error.message : String(error));
    }
  }

  #onStatus(status: grpc.StatusObject): void {
    const trailers = fromGrpcMetadata(status.metadata);
    const isEmpty = status.code === grpc.status.OK && this.#messages === 0 && hasOneAnswer(this.#call);
    if (status.code === grpc.status.OK && !isEmpty) {
      this.#end({ type: "end", atMs: this.#now(), trailers });
      return;
    }
    const seen = {
      target: this.#context.target,
      caller: this.#isStopped ? "stopped" : "running",
      contentType: this.#contentType,
      msLeft: this.#deadline - Date.now(),
    } as const;
    const told = isEmpty ? { ...status, code: grpc.status.UNIMPLEMENTED, details: "No message received" } : status;
    this.#explained(statusFailure(told, seen)).then(
      reason => this.#end({ type: "failed", atMs: this.#now(), failure: reason, trailers }),
      (error: unknown) => {
        this.#close();
        this.events.fail(error);
      },
    );
  }

  /** Looks closer where a status alone does not tell. */
  async #explained(reason: RpcFailure): Promise<RpcFailure> {
    const { target, connection } = this.#context;
    const taken = this.#taken;
    if (reason.kind !== "deadline" || !taken) return explained(reason, target, connection);
    const bytes = taken.received() - this.#receivedBefore - this.#messageBytes;
    const stuck = await largeHeaders(taken, { target, connection, bytes });
    // No call on it would get an answer.
    if (stuck) taken.discard();
    return stuck ?? reason;
  }

  #end(event: CallEvent): void {
    if (this.#isOver) return;
    this.#close();
    this.events.end(event);
  }

  /** Whoever stops taking events does not want the rest. */
  #abandon(): void {
    this.#stream?.cancelWithStatus(grpc.status.CANCELLED, "Cancelled on client");
    this.#close();
  }

  #close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#taken?.release();
    this.#written?.();
  }
}

const hasOneAnswer = ({ kind }: RawCall): boolean => kind === "unary" || kind === "client-streaming";
