/** The calls of the process itself: for the command line, for tests, and inside of the forked runner. */
import { failure } from "./errors.ts";
import type { CallRunner, RunnerCall } from "./runnerProtocol.ts";
import { type JsonEvent, Session } from "./session.ts";

export class InProcessRunner implements CallRunner {
  private readonly session = new Session();
  private readonly sets = new Map<string, Uint8Array>();

  get knownDescriptors(): readonly string[] {
    return [...this.sets.keys()];
  }

  async *call(call: RunnerCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncGenerator<JsonEvent> {
    const { descriptorHash: hash, descriptorSet } = call;
    if (descriptorSet !== undefined) this.sets.set(hash, Buffer.from(descriptorSet, "base64"));
    const bytes = this.sets.get(hash);
    if (!bytes) {
      const reason = failure("runner", "INTERNAL", `the schema ${hash} is not known any more`);
      yield { type: "failed", atMs: 0, failure: reason, trailers: [] };
      return;
    }
    yield* this.session.call(call, { hash, bytes: () => bytes }, signal, more);
  }

  dispose(): void {
    this.session.close();
  }
}
