/**
 * HTTP/2 connections of Connect and gRPC-Web: one for each address, credentials and options, shared by calls, closed when idle. HTTP/1.1
 * carries one call at a time, so there each call has a connection of its own.
 */
import { Http2SessionManager } from "@connectrpc/connect-node";
import type { Socket } from "node:net";

const IDLE_MS = 60_000;

export interface KeptSession {
  readonly manager: Http2SessionManager;
  /** Verified as the profile wants it; what it tells of the server holds for all calls. */
  readonly socket: Socket;
  users: number;
}

export class KeptSessions {
  readonly #kept = new Map<string, KeptSession>();

  /** One that still works, for another call. */
  take(key: string): KeptSession | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    const state = kept.manager.state();
    // It would dial again by itself, with a socket that is used up.
    if (kept.socket.destroyed || (state !== "open" && state !== "idle")) {
      this.forget(key, kept);
      return undefined;
    }
    kept.users++;
    return kept;
  }

  /** Takes over a connection that a call has just made. `url`: scheme and authority. */
  add(key: string, url: string, socket: Socket): KeptSession {
    const idle = { idleConnectionTimeoutMs: IDLE_MS };
    const manager = new Http2SessionManager(url, idle, { createConnection: () => socket });
    const kept = { manager, socket, users: 1 };
    // Of two calls that begin at once, one keeps its connection to itself.
    if (!this.#kept.has(key)) this.#kept.set(key, kept);
    return kept;
  }

  release(key: string, kept: KeptSession): void {
    kept.users--;
    if (this.#kept.get(key) !== kept) closeUnused(kept);
  }

  /** The next call makes another; those that are under way go on. */
  forget(key: string, kept: KeptSession): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
    closeUnused(kept);
  }

  close(): void {
    for (const kept of this.#kept.values()) closeSession(kept);
    this.#kept.clear();
  }
}

function closeUnused(kept: KeptSession): void {
  if (kept.users === 0) closeSession(kept);
}

function closeSession({ manager, socket }: KeptSession): void {
  manager.abort();
  socket.destroy();
}
