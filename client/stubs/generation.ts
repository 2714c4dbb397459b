/** What is asked of a generator and what comes of it: plain values, so that they can cross to a worker. */
import type { StubsFailure } from "./failures.ts";

export interface Generation {
  /** The id of one of `targets`. */
  readonly target: string;
  /** FileDescriptorSet with all imports and source info, each import before what imports it. */
  readonly descriptorSet: Uint8Array;
  /** Files to generate for, by the path they are imported by. What a target's runtime brings along is left out, unless nothing else is asked for. */
  readonly files: readonly string[];
}

/** A file that a generator wants written. Nobody has looked at the name yet. */
export interface OutputFile {
  readonly name: string;
  readonly content: string;
}

export type Produced =
  | { readonly ok: true; readonly files: readonly OutputFile[] }
  | { readonly ok: false; readonly failure: StubsFailure };

/** Runs a generator: in a worker where somebody waits, in the same process for tests. */
export type Produce = (generation: Generation, signal: AbortSignal) => Promise<Produced>;

export type Generated =
  | {
      readonly ok: true;
      /** All files, those that were there already too; paths relative to the folder, with `/`. */
      readonly files: readonly string[];
      /** How many of them were new or differed. */
      readonly written: number;
      /** What the generated code needs at run time, as one command. */
      readonly install: string;
    }
  /** Nothing was written. */
  | { readonly ok: false; readonly failure: StubsFailure };
