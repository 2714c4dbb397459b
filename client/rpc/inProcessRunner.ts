/** The calls of the process itself: for the command line, for tests, and inside of the forked runner. */
import type { Schema } from "./codec/schema.ts";
import { failure, schemaGone } from "./errors.ts";
import { type AnswerTo, answerQuestion, type Question, type SchemaReference } from "./questions.ts";
import { RecentMap } from "./recentMap.ts";
import type { CallRunner, RunnerCall } from "./runnerProtocol.ts";
import { EventQueue } from "./transport/eventQueue.ts";
import { type JsonEvent, type SchemaSource, Session } from "./session.ts";

/** Each edit of a schema makes another set. More than the other end of a forked runner counts on. */
const KEPT_SETS = 24;

export class InProcessRunner implements CallRunner {
  private readonly session = new Session();
  private readonly sets = new RecentMap<string, Uint8Array>(KEPT_SETS);

  get knownDescriptors(): readonly string[] {
    return this.sets.keys;
  }

  call(call: RunnerCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncIterable<JsonEvent> {
    const source = this.source(call);
    if (source) return this.session.call(call, source, signal, more);
    const reason = failure("runner", "INTERNAL", schemaGone(call.descriptorHash));
    const failed = new EventQueue<JsonEvent>();
    failed.end({ type: "failed", atMs: 0, failure: reason, trailers: [] });
    return failed;
  }

  async ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<AnswerTo<Q>> {
    const schema = (reference: SchemaReference): Schema | undefined => {
      const source = this.source(reference);
      return source && this.session.schema(source);
    };
    return (await answerQuestion(this.session, schema, question, signal)) as AnswerTo<Q>;
  }

  private source({ descriptorHash: hash, descriptorSet }: SchemaReference): SchemaSource | undefined {
    if (descriptorSet !== undefined) this.sets.set(hash, Buffer.from(descriptorSet, "base64"));
    const bytes = this.sets.get(hash);
    return bytes && { hash, bytes: () => bytes };
  }

  dispose(): void {
    this.session.close();
  }
}
