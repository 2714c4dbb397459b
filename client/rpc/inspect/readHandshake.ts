/** What passed on the wire → the messages of both sides, in order; those of TLS 1.3 are decrypted. */
import { type HandshakeMessage, parseHandshakeMessage, type TlsGeneration } from "./handshakeMessage.ts";
import { openRecord, type RecordKeys, recordKeys } from "./recordKeys.ts";
import type { Passed, Side } from "./recordingSocket.ts";
import { suites } from "./tlsNames.ts";

export type WireMessage = { readonly from: Side; readonly atMs: number } & (
  | HandshakeMessage
  | { readonly type: "alert"; readonly alert: number }
  /** `bytes`: decrypted where the keys are known. */
  | { readonly type: "data"; readonly bytes?: Buffer }
  /** A record that cannot be opened. */
  | { readonly type: "sealed" }
  | { readonly type: "notTls"; readonly head: Buffer }
  | { readonly type: "end"; readonly error?: string }
);

/** By the names of the NSS key log, as the socket's event `keylog` gives them. */
export type Secrets = ReadonlyMap<string, Buffer>;

const changeCipherSpec = 20;
const alertRecord = 21;
const handshakeRecord = 22;
const dataRecord = 23;

export function readHandshake(passed: readonly Passed[], secrets: Secrets): WireMessage[] {
  const reading = new Reading(secrets);
  for (const piece of passed)
    if ("bytes" in piece) reading.add(piece.from, piece.atMs, piece.bytes);
    else
      reading.out.push({
        from: "server",
        atMs: piece.atMs,
        type: "end",
        ...(piece.end === "closed" ? {} : { error: piece.end.error }),
      });
  return reading.out;
}

class Direction {
  pending = Buffer.alloc(0);
  handshake = Buffer.alloc(0);
  sequence = 0n;
  /** Of TLS 1.3. */
  phase: "clear" | "handshake" | "traffic" = "clear";
  /** Of TLS 1.2: what follows ChangeCipherSpec is sealed. */
  isSealed = false;
  /** No TLS is spoken; the rest is not looked at. */
  isForeign = false;
}

class Reading {
  readonly out: WireMessage[] = [];
  private readonly secrets: Secrets;
  private readonly directions = { client: new Direction(), server: new Direction() };
  private readonly keys = new Map<string, RecordKeys>();
  private generation: TlsGeneration = "tls12";
  private suite = 0;

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  add(from: Side, atMs: number, bytes: Buffer): void {
    const d = this.directions[from];
    if (d.isForeign) return;
    d.pending = Buffer.concat([d.pending, bytes]);
    while (d.pending.length >= 5) {
      const contentType = d.pending[0] as number;
      if (contentType < changeCipherSpec || contentType > 24 || d.pending[1] !== 3) {
        d.isForeign = true;
        this.out.push({ from, atMs, type: "notTls", head: d.pending.subarray(0, 64) });
        return;
      }
      const end = 5 + d.pending.readUInt16BE(3);
      if (d.pending.length < end) return;
      const header = d.pending.subarray(0, 5);
      const body = d.pending.subarray(5, end);
      d.pending = d.pending.subarray(end);
      this.record(from, atMs, contentType, header, body);
    }
  }

  private record(from: Side, atMs: number, contentType: number, header: Buffer, body: Buffer): void {
    const d = this.directions[from];
    if (contentType === changeCipherSpec) {
      d.isSealed = this.generation === "tls12";
      return;
    }
    if (this.generation === "tls13" && contentType === dataRecord) {
      const keys = this.keysOf(from);
      const opened = keys && openRecord(keys, d.sequence, header, body);
      if (!opened) {
        this.out.push({ from, atMs, type: "sealed" });
        return;
      }
      d.sequence++;
      this.content(from, atMs, opened.contentType, opened.content);
    } else if (d.isSealed) this.out.push({ from, atMs, type: contentType === dataRecord ? "data" : "sealed" });
    else this.content(from, atMs, contentType, body);
  }

  private keysOf(from: Side): RecordKeys | undefined {
    const suite = suites[this.suite];
    const phase = this.directions[from].phase === "traffic" ? "TRAFFIC_SECRET_0" : "HANDSHAKE_TRAFFIC_SECRET";
    const name = `${from.toUpperCase()}_${phase}`;
    const secret = this.secrets.get(name);
    if (!suite || !secret) return undefined;
    const keys = this.keys.get(name) ?? recordKeys(suite, secret);
    this.keys.set(name, keys);
    return keys;
  }

  private content(from: Side, atMs: number, contentType: number, bytes: Buffer): void {
    if (contentType === alertRecord && bytes.length === 2)
      this.out.push({ from, atMs, type: "alert", alert: bytes[1] as number });
    else if (contentType === dataRecord) this.out.push({ from, atMs, type: "data", bytes });
    else if (contentType === handshakeRecord) this.handshake(from, atMs, bytes);
  }

  private handshake(from: Side, atMs: number, bytes: Buffer): void {
    const d = this.directions[from];
    d.handshake = Buffer.concat([d.handshake, bytes]);
    while (d.handshake.length >= 4) {
      const end = 4 + d.handshake.readUIntBE(1, 3);
      if (d.handshake.length < end) return;
      const message = parseHandshakeMessage(d.handshake[0] as number, d.handshake.subarray(4, end), this.generation);
      d.handshake = d.handshake.subarray(end);
      this.out.push({ from, atMs, ...message });
      this.advance(d, message);
    }
  }

  /** Which keys the next record needs. */
  private advance(d: Direction, message: HandshakeMessage): void {
    if (message.type === "serverHello") {
      this.suite = message.suite;
      this.generation = message.version === "TLSv1.3" ? "tls13" : "tls12";
      if (this.generation === "tls13" && !message.isRetry)
        for (const each of Object.values(this.directions)) each.phase = "handshake";
    } else if (message.type === "finished" && this.generation === "tls13") {
      d.phase = "traffic";
      d.sequence = 0n;
    }
  }
}
