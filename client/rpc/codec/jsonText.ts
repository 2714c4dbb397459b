/** Writes JSON text piece by piece: numbers stay text, so nothing passes through a JavaScript number. */

export class JsonText {
  text = "";
  readonly #step: string;
  #line = "\n";
  #empty = true;

  /** `indent`: how many blanks a level is moved in; 0 writes one line. */
  constructor(indent: number) {
    this.#step = " ".repeat(indent);
  }

  open(bracket: "{" | "["): void {
    this.text += bracket;
    this.#line += this.#step;
    this.#empty = true;
  }

  close(bracket: "}" | "]"): void {
    this.#line = this.#line.slice(0, this.#line.length - this.#step.length);
    if (!this.#empty && this.#step) this.text += this.#line;
    this.text += bracket;
    this.#empty = false;
  }

  /** `quoted` is a JSON string. */
  key(quoted: string): void {
    this.item();
    this.text += this.#step ? `${quoted}: ` : `${quoted}:`;
  }

  /** To be called before each element of an array. */
  item(): void {
    if (!this.#empty) this.text += ",";
    if (this.#step) this.text += this.#line;
    this.#empty = false;
  }

  raw(json: string): void {
    this.text += json;
  }

  /** A state to come back to when what was begun cannot be finished. */
  mark(): () => void {
    const text = this.text;
    const line = this.#line;
    const empty = this.#empty;
    return () => {
      this.text = text;
      this.#line = line;
      this.#empty = empty;
    };
  }
}
