/** A text to try, and what it is taken for. */
export interface FuzzCase {
  readonly kind: "proto" | "request";
  readonly text: string;
}
