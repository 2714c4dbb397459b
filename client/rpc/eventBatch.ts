/** Events that happen in one turn of the event loop go out together, and sooner where they weigh much. */
import type { JsonEvent } from "./session.ts";

const HEAVY = 64;

export class EventBatch {
  private readonly send: (events: readonly JsonEvent[]) => void;
  private events: JsonEvent[] = [];
  private weight = 0;
  private immediate: NodeJS.Immediate | undefined;

  constructor(send: (events: readonly JsonEvent[]) => void) {
    this.send = send;
  }

  add(event: JsonEvent, weight: number): void {
    this.events.push(event);
    this.weight += weight;
    if (this.weight >= HEAVY) this.flush();
    else this.immediate ??= setImmediate(() => this.flush());
  }

  flush(): void {
    clearImmediate(this.immediate);
    this.immediate = undefined;
    if (this.events.length === 0) return;
    const { events } = this;
    this.events = [];
    this.weight = 0;
    this.send(events);
  }
}
