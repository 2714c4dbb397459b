/**
 * The process that carries out calls. It is forked by the editor's extension and ends with it, or after idle minutes. Everything that it
 * is told, secrets included, comes over IPC; it writes nothing anywhere.
 */
import { InProcessRunner } from "./inProcessRunner.ts";
import { type FromRunner, type ToRunner, WINDOW } from "./runnerProtocol.ts";

const IDLE_MS = 10 * 60_000;

const runner = new InProcessRunner();
const running = new Map<number, { readonly abort: AbortController; credit: number; wake?: () => void }>();
let idle: NodeJS.Timeout | undefined;

const send = (message: FromRunner): void => {
  if (process.connected) process.send?.(message);
};

function rest(): void {
  clearTimeout(idle);
  if (running.size === 0) idle = setTimeout(() => process.exit(0), IDLE_MS);
}

async function run(message: ToRunner & { type: "call" }): Promise<void> {
  const { id, call } = message;
  const state: { abort: AbortController; credit: number; wake?: () => void } = {
    abort: new AbortController(),
    credit: WINDOW,
  };
  running.set(id, state);
  try {
    for await (const event of runner.call(call, state.abort.signal)) {
      if (state.credit-- <= 0)
        await new Promise<void>(resolve => {
          state.wake = resolve;
        });
      send({ type: "event", id, event });
    }
  } finally {
    running.delete(id);
    rest();
  }
}

process.on("message", (message: ToRunner) => {
  clearTimeout(idle);
  const state = running.get(message.id);
  if (message.type === "call") void run(message);
  else if (message.type === "cancel") {
    state?.abort.abort();
    state?.wake?.();
  } else if (state) {
    state.credit += message.count;
    state.wake?.();
  }
});
process.on("disconnect", () => process.exit(0));
send({ type: "ready" });
rest();
