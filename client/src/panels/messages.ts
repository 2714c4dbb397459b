/** What panels and their webviews say to each other. The only thing that `client/ui` knows of the extension, as types. */

/** One line of a stream's transcript. */
export interface TranscriptRow {
  /** Counts all entries of the call from 0; names the entry. */
  readonly number: number;
  readonly direction: "sent" | "received" | "note";
  /** Milliseconds since the start of the call. */
  readonly atMs: number;
  /** On the wire; absent for notes. */
  readonly bytes?: number;
  /** The start of the JSON on one line, or the note. */
  readonly preview: string;
}

export interface TranscriptState {
  readonly title: string;
  /** That it connects or is open, or the status with which the call ended. */
  readonly state: string;
  readonly sent: number;
  readonly received: number;
  /** Entries that are no longer kept. */
  readonly forgotten: number;
  /** Rows that the filter lets through. */
  readonly rows: number;
  readonly isPaused: boolean;
  readonly isOver: boolean;
  /** Whether messages can be sent: never in this call, now, or no more as the sending side is closed. */
  readonly input: "none" | "open" | "closed";
}

export type ToTranscript =
  | { readonly type: "state"; readonly state: TranscriptState }
  | { readonly type: "rows"; readonly start: number; readonly rows: readonly TranscriptRow[] }
  | { readonly type: "detail"; readonly number: number; readonly text: string }
  /** A message that was typed did not go out. */
  | { readonly type: "rejected"; readonly problems: string }
  /** It went out: there is room for the next one. */
  | { readonly type: "sent" };

export type FromTranscript =
  | { readonly type: "ready" }
  | { readonly type: "rows"; readonly start: number; readonly end: number }
  | { readonly type: "detail"; readonly number: number }
  | { readonly type: "filter"; readonly text: string }
  | { readonly type: "send"; readonly text: string }
  /** The text of an entry, once more. */
  | { readonly type: "resend"; readonly number: number }
  | { readonly type: "halfClose" }
  | { readonly type: "cancel" }
  | { readonly type: "pause"; readonly paused: boolean };

/** Texts of the transcript's webview in the language of the editor, handed over in its HTML. */
export interface TranscriptTexts {
  readonly cancel: string;
  readonly pause: string;
  readonly resume: string;
  readonly filter: string;
  readonly sent: string;
  readonly received: string;
  readonly forgotten: string;
  readonly messages: string;
  readonly detail: string;
  readonly compose: string;
  readonly send: string;
  readonly resend: string;
  readonly halfClose: string;
  /** What the composer holds at first. */
  readonly draft: string;
}

/** A page that shows a report once; its buttons go back to the panel. */
export type FromReport = { readonly type: "button"; readonly id: string };

export interface ReportButton {
  readonly id: string;
  readonly title: string;
}

/** What all reports have: everything is in the language of the user. */
export interface ReportPage {
  readonly title: string;
  readonly subtitle: string;
  readonly verdict: { readonly state: "good" | "bad" | "warning"; readonly text: string };
  readonly buttons: readonly ReportButton[];
  /** The concept note beside the report, as HTML of ours. */
  readonly noteHtml: string;
}

/** A handshake, drawn as a sequence between client and server. */
export interface SequencePage extends ReportPage {
  readonly client: string;
  readonly server: string;
  readonly steps: readonly SequenceStep[];
}

export interface SequenceStep {
  /** Who acts: the arrow goes to the other side; `both`: it goes both ways. */
  readonly from: "client" | "server" | "both";
  /** Whether something passes over the network, or a side works by itself. */
  readonly travels: boolean;
  readonly state: "done" | "failed" | "skipped";
  /** The state as a word, for who cannot see its colour. */
  readonly stateText: string;
  readonly title: string;
  readonly text: string;
  /** What lies behind it, as the certificates of a chain. */
  readonly lines: readonly string[];
}

/** Who answered, for each way of making channels. */
export interface BalancePage extends ReportPage {
  readonly rounds: readonly BalanceRound[];
}

export interface BalanceRound {
  readonly title: string;
  readonly meaning: string;
  readonly answered: readonly { readonly who: string; readonly count: number }[];
  /** Calls that failed, as a line; "" if there are none. */
  readonly failed: string;
}
