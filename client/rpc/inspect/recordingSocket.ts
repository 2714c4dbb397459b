/** A socket between TLS and TCP that keeps what passes, so that a handshake can be read afterwards. */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

export type Side = "client" | "server";

export type Passed =
  | { readonly from: Side; readonly atMs: number; readonly bytes: Buffer }
  /** The server's end of the connection: closed in order, or torn down with a code of Node's. */
  | { readonly from: "server"; readonly atMs: number; readonly end: "closed" | { readonly error: string } };

/** Enough for any handshake; what a chatty server sends later is not kept. */
const MOST_BYTES = 1024 * 1024;

export class RecordingSocket extends Duplex {
  readonly passed: Passed[] = [];
  private readonly socket: Socket;
  private readonly now: () => number;
  private kept = 0;

  /** `now`: milliseconds since the start of what is recorded. */
  constructor(socket: Socket, now: () => number) {
    super({ allowHalfOpen: false });
    this.socket = socket;
    this.now = now;
    socket.on("data", (bytes: Buffer) => {
      this.keep("server", bytes);
      if (!this.push(bytes)) socket.pause();
    });
    socket.on("end", () => {
      this.ended("closed");
      this.push(null);
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      this.ended({ error: error.code ?? error.message });
      this.destroy(error);
    });
    socket.on("close", () => {
      if (!this.destroyed) this.destroy();
    });
  }

  private keep(from: Side, bytes: Buffer): void {
    if (this.kept > MOST_BYTES) return;
    this.kept += bytes.length;
    this.passed.push({ from, atMs: this.now(), bytes: Buffer.from(bytes) });
  }

  private ended(end: "closed" | { readonly error: string }): void {
    this.passed.push({ from: "server", atMs: this.now(), end });
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.keep("client", bytes);
    this.socket.write(bytes, done);
  }

  override _final(done: () => void): void {
    this.socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }
}
