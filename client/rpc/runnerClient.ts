/** The other end of the runner: starts the process when there is something to do, and says so where it dies. */
import { type ChildProcess, fork } from "node:child_process";
import { failure } from "./errors.ts";
import type { AnswerTo, Question } from "./questions.ts";
import { RecentMap } from "./recentMap.ts";
import {
  type CallRunner,
  eventWeight,
  type FromRunner,
  type RunnerCall,
  type ToRunner,
  WINDOW,
} from "./runnerProtocol.ts";
import type { JsonEvent } from "./session.ts";
import { EventQueue } from "./transport/eventQueue.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";

/** What waits for a process; `result`: where that goes. */
interface Pending<T> {
  readonly child: ChildProcess;
  readonly result: T;
}

export class RunnerClient implements CallRunner {
  private readonly file: string;
  private child: ChildProcess | undefined;
  private readonly calls = new Map<number, Pending<EventQueue<JsonEvent>>>();
  private readonly questions = new Map<number, Pending<(answer: AnswerTo<Question>) => void>>();
  /** Fewer than the process keeps, so that it has each of them. */
  private readonly known = new RecentMap<string, true>(16);
  private nextId = 1;

  /** `file`: the bundle `client/out/runner.js`. */
  constructor(file: string) {
    this.file = file;
  }

  get knownDescriptors(): readonly string[] {
    return this.isRunning ? this.known.keys : [];
  }

  /** Whether the process is there, which keeps the channels. */
  get isRunning(): boolean {
    return this.child?.connected ?? false;
  }

  /** Starts the process ahead of the first call. */
  start(): void {
    this.process();
  }

  private process(): ChildProcess {
    if (this.child?.connected) return this.child;
    this.known.clear();
    // What sends traffic elsewhere or changes whom to trust must come from a profile, never from the environment.
    const { NODE_EXTRA_CA_CERTS: _, GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: __, NODE_OPTIONS: ___, ...env } = process.env;
    const child = fork(this.file, [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
      execArgv: [],
    });
    child.on("message", (message: FromRunner) => {
      if (message.type === "answer") {
        this.questions.get(message.id)?.result(message.answer);
        this.questions.delete(message.id);
      }
      if (message.type !== "events") return;
      const { id, events } = message;
      const queue = this.calls.get(id)?.result;
      for (const event of events) {
        if (event.type !== "end" && event.type !== "failed") queue?.push(event);
        else {
          this.calls.delete(id);
          queue?.end(event);
        }
      }
    });
    child.on("error", () => this.lost(child, { en: "it could not be started", ko: "시작하지 못했습니다" }));
    child.on("exit", (code, signal) =>
      this.lost(
        child,
        signal
          ? { en: `signal ${signal}`, ko: `시그널 ${signal}` }
          : { en: `exit code ${code}`, ko: `종료 코드 ${code}` },
      ),
    );
    this.child = child;
    return child;
  }

  /** The process is gone: its calls fail, the next call starts another. The next one may be there already. */
  private lost(child: ChildProcess, why: Bilingual): void {
    if (this.child === child) this.child = undefined;
    const reason = failure("runner", "INTERNAL", why);
    for (const [id, call] of this.calls) {
      if (call.child !== child) continue;
      this.calls.delete(id);
      call.result.end({ type: "failed", atMs: 0, failure: reason, trailers: [] });
    }
    for (const [id, question] of this.questions) {
      if (question.child !== child) continue;
      this.questions.delete(id);
      question.result({ ok: false, failure: reason });
    }
  }

  async *call(call: RunnerCall, signal: AbortSignal, more?: AsyncIterable<string>): AsyncGenerator<JsonEvent> {
    const id = this.nextId++;
    const child = this.process();
    const tell = (message: ToRunner): void => {
      if (child.connected) child.send(message);
    };
    const queue = new EventQueue<JsonEvent>();
    this.calls.set(id, { child, result: queue });
    this.known.set(call.descriptorHash, true);
    const cancel = (): void => tell({ type: "cancel", id });
    signal.addEventListener("abort", cancel, { once: true });
    tell({ type: "call", id, call, input: more ? "interactive" : "complete" });
    if (signal.aborted) cancel();
    let taken = 0;
    let done = false;
    const pass = async (bodies: AsyncIterable<string>): Promise<void> => {
      for await (const body of bodies) {
        if (done) return;
        tell({ type: "send", id, body });
      }
      if (!done) tell({ type: "halfClose", id });
    };
    // Whoever cannot go on giving messages does not want the call either.
    if (more) void pass(more).catch(cancel);
    try {
      for await (const event of queue) {
        done = event.type === "end" || event.type === "failed";
        yield event;
        taken += eventWeight(event);
        if (taken < WINDOW / 2) continue;
        tell({ type: "more", id, weight: taken });
        taken = 0;
      }
    } finally {
      signal.removeEventListener("abort", cancel);
      this.calls.delete(id);
      // Whoever stops taking events does not want the rest.
      if (!done) cancel();
      done = true;
    }
  }

  async ask<Q extends Question>(question: Q, signal: AbortSignal): Promise<AnswerTo<Q>> {
    const id = this.nextId++;
    const child = this.process();
    const tell = (message: ToRunner): void => {
      if (child.connected) child.send(message);
    };
    if ("descriptorHash" in question) this.known.set(question.descriptorHash, true);
    const cancel = (): void => tell({ type: "cancel", id });
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await new Promise<AnswerTo<Q>>(resolve => {
        this.questions.set(id, { child, result: resolve as (answer: AnswerTo<Question>) => void });
        tell({ type: "ask", id, question });
        if (signal.aborted) cancel();
      });
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  dispose(): void {
    const child = this.child;
    this.child = undefined;
    child?.disconnect();
  }
}
