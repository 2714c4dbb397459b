/**
 * The process that carries out calls. It is forked by the editor's extension and ends with it, or after idle minutes. Everything that it
 * is told, secrets included, comes over IPC; it writes nothing anywhere.
 */
import { BodyQueue } from "./bodyQueue.ts";
import { EventBatch } from "./eventBatch.ts";
import { InProcessRunner } from "./inProcessRunner.ts";
import { eventWeight, type FromRunner, type ToRunner, WINDOW } from "./runnerProtocol.ts";

const IDLE_MS = 10 * 60_000;

const runner = new InProcessRunner();

interface Running {
  readonly abort: AbortController;
  /** For interactive calls. */
  readonly bodies: BodyQueue | undefined;
  credit: number;
  wake?: () => void;
}

const running = new Map<number, Running>();
let idle: NodeJS.Timeout | undefined;

const send = (message: FromRunner): void => {
  if (process.connected) process.send?.(message);
};

function rest(): void {
  clearTimeout(idle);
  if (running.size === 0) idle = setTimeout(() => process.exit(0), IDLE_MS);
}

async function run(message: ToRunner & { type: "call" }): Promise<void> {
  const { id, call, input } = message;
  const bodies = input === "interactive" ? new BodyQueue() : undefined;
  const state: Running = { abort: new AbortController(), bodies, credit: WINDOW };
  const batch = new EventBatch(events => send({ type: "events", id, events }));
  running.set(id, state);
  try {
    for await (const event of runner.call(call, state.abort.signal, bodies)) {
      const weight = eventWeight(event);
      batch.add(event, weight);
      state.credit -= weight;
      while (state.credit <= 0 && !state.abort.signal.aborted)
        await new Promise<void>(resolve => {
          state.wake = resolve;
        });
    }
  } finally {
    batch.flush();
    running.delete(id);
    rest();
  }
}

async function answer({ id, question }: ToRunner & { type: "ask" }): Promise<void> {
  const abort = new AbortController();
  running.set(id, { abort, bodies: undefined, credit: 0 });
  try {
    send({ type: "answer", id, answer: await runner.ask(question, abort.signal) });
  } finally {
    running.delete(id);
    rest();
  }
}

process.on("message", (message: ToRunner) => {
  clearTimeout(idle);
  const state = running.get(message.id);
  switch (message.type) {
    case "call":
      void run(message);
      break;
    case "ask":
      void answer(message);
      break;
    case "send":
      state?.bodies?.push(message.body);
      break;
    case "halfClose":
      state?.bodies?.end();
      break;
    case "cancel":
      state?.abort.abort();
      state?.wake?.();
      break;
    case "more":
      if (!state) break;
      state.credit += message.weight;
      state.wake?.();
      break;
  }
});
process.on("disconnect", () => process.exit(0));
send({ type: "ready" });
rest();
