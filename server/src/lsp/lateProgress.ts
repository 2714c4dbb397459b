/** Progress that is shown as soon as work takes a second: what is over before that should not flicker. */
import type { Session } from "./session.ts";

const PATIENCE_MS = 1000;

type Host = Pick<Session, "connection" | "abilities">;
type Reporter = Awaited<ReturnType<Session["connection"]["window"]["createWorkDoneProgress"]>>;

export interface LateProgressOptions {
  readonly title: string;
  /** Whether the user may stop the work. */
  readonly stoppable?: "stoppable";
  readonly patienceMs?: number;
}

export class LateProgress {
  private readonly host: Host;
  private readonly options: LateProgressOptions;
  private readonly started = performance.now();
  private reporter: Reporter | undefined;
  private asked = false;
  /** In percent; what is shown already is not sent again. */
  private shown = 0;

  constructor(host: Host, options: LateProgressOptions) {
    this.host = host;
    this.options = options;
  }

  /** `part` of the work is done, 0 to 1; undefined where nobody knows how much there is. */
  async report(part?: number): Promise<void> {
    const { connection, abilities } = this.host;
    const { title, stoppable, patienceMs = PATIENCE_MS } = this.options;
    if (!this.asked && abilities.progress && performance.now() - this.started >= patienceMs) {
      this.asked = true;
      this.reporter = await connection.window.createWorkDoneProgress();
      this.reporter.begin(title, part === undefined ? undefined : 0, undefined, stoppable !== undefined);
    }
    const percentage = part === undefined ? 0 : Math.min(99, Math.round(part * 100));
    if (!this.reporter || percentage <= this.shown) return;
    this.shown = percentage;
    this.reporter.report(percentage);
  }

  get isStopped(): boolean {
    return this.reporter?.token.isCancellationRequested ?? false;
  }

  done(): void {
    this.reporter?.done();
  }
}
