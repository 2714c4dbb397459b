/**
 * What the files of the workspace had at other times, asked for in the background: the first question about a file gets no answer yet and
 * starts the reading, later ones are answered from what was read. Without a repository there is nothing to tell.
 */
import { type FileHistory, HistoryCollector } from "../features/fieldHistory.ts";
import type { FileId } from "../link/world.ts";

/** Older texts of a file, the newest first; empty where there are none. Throws where that is not known. */
export type ReadVersions = (file: FileId) => AsyncIterable<string>;

/** Texts that files of the last commit have which may declare a message of that name. */
export type ReadNamesakes = (file: FileId, message: string) => AsyncIterable<string>;

export interface Declared {
  readonly name: string;
  readonly package: string;
}

/** Commits made meanwhile count after this time. */
const KEEP_MS = 5 * 60_000;

interface Kept {
  /** Undefined where it could not be read. */
  readonly history: FileHistory | undefined;
  readonly readAt: number;
}

export class Histories {
  private readonly read: ReadVersions;
  private readonly readNamesakes: ReadNamesakes;
  private readonly kept = new Map<FileId, Kept>();
  private readonly running = new Map<FileId, Promise<void>>();
  /** One file after the other: an editor may open many at once. */
  private last: Promise<void> = Promise.resolve();
  /** Whether repositories may be asked at all. */
  enabled = true;
  /** Called when more is known of a file than before. */
  onRead: () => void = () => {};

  constructor(read: ReadVersions, readNamesakes: ReadNamesakes) {
    this.read = read;
    this.readNamesakes = readNamesakes;
  }

  /** What is known of a file; undefined while nothing is. */
  of(file: FileId): FileHistory | undefined {
    if (!this.enabled) return undefined;
    const kept = this.kept.get(file);
    if (!kept || Date.now() - kept.readAt > KEEP_MS) void this.load(file);
    return kept?.history;
  }

  /** Reads a file's history anew, and whether other files had one of its messages: it may have been moved from there. Never rejects. */
  async loadWith(file: FileId, message: Declared): Promise<void> {
    await (this.last = this.last.then(() => this.collect(file, message)));
  }

  /** Reads a file's history unless that is going on; never rejects. */
  load(file: FileId): Promise<void> {
    let running = this.running.get(file);
    if (!running) {
      running = this.last.then(() => this.collect(file)).finally(() => this.running.delete(file));
      this.last = running;
      this.running.set(file, running);
    }
    return running;
  }

  private async collect(file: FileId, message?: Declared): Promise<void> {
    const collector = new HistoryCollector();
    let isKnown = true;
    try {
      for await (const text of this.read(file)) {
        collector.add(text);
        await new Promise(resolve => setImmediate(resolve));
      }
      const namesakes = message ? this.readNamesakes(file, message.name) : [];
      for await (const text of namesakes) collector.add(text, message?.package);
    } catch {
      // What was read so far is still true.
      isKnown = collector.history.size > 0;
    }
    const isFirst = !this.kept.get(file)?.history;
    this.kept.set(file, { history: isKnown ? collector.history : undefined, readAt: Date.now() });
    if (isFirst && collector.history.size) this.onRead();
  }
}
