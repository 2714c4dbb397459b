/** What is measured in the editor, as it is written for the bench. */
export interface Measures {
  /** Milliseconds each. */
  readonly callToDocument: readonly number[];
  /** How long the editor itself takes to open and show a document of that size, where nothing of ours happens. */
  readonly plainDocument: readonly number[];
  /** From Send to the answer, without the time of the call itself. */
  readonly sendToAnswer: readonly number[];
  readonly stream: {
    readonly messages: number;
    readonly perSecond: number;
    /** Of the extension host's event loop while the stream ran. */
    readonly delayP99Ms: number;
    readonly delayMaxMs: number;
    /** What the extension host's heap grew by at most. */
    readonly heapMegabytes: number;
  };
}
