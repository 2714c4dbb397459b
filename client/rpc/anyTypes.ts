/** Types of `Any` that the schema of a call lacks, asked for at the server that sent them. */
import type { Metadata, Transport } from "./call.ts";
import type { Schema } from "./codec/schema.ts";
import { reflect } from "./reflection/reflect.ts";

/** The message waits that long at most. */
const PATIENCE_MS = 5_000;

export class AnyTypes {
  readonly #transport: Transport;
  readonly #metadata: Metadata;
  readonly #signal: AbortSignal;
  readonly #asked = new Set<string>();
  #isOff = false;

  /** `metadata`: that of the call. */
  constructor(transport: Transport, metadata: Metadata, signal: AbortSignal) {
    this.#transport = transport;
    this.#metadata = metadata;
    this.#signal = signal;
  }

  /** Adds what the server knows of the types; false where that is nothing. Each is asked for once in a call. */
  async addTo(schema: Schema, typeNames: readonly string[]): Promise<boolean> {
    const symbols = typeNames.filter(name => !this.#asked.has(name));
    if (this.#isOff || symbols.length === 0 || this.#signal.aborted) return false;
    for (const name of symbols) this.#asked.add(name);
    const reflected = await reflect(this.#transport, {
      metadata: this.#metadata,
      timeoutMs: PATIENCE_MS,
      signal: this.#signal,
      symbols,
    });
    if (!reflected.ok) {
      this.#isOff = true;
      return false;
    }
    schema.add(reflected.descriptorSet);
    return reflected.descriptorSet.length > 0;
  }
}
