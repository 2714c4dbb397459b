/** Expands a snippet as if the user pressed only Tab: defaults, the first of choices, values for variables. */
export function expandSnippet(body: string, variables: Readonly<Record<string, string>>): string {
  const stops = new Map<string, string>();
  // Twice, as a stop may be mirrored before its default is read.
  for (let round = 0; round < 2; round++) new Expansion(body, variables, stops).text("");
  return new Expansion(body, variables, stops).text("");
}

class Expansion {
  readonly #body: string;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #stops: Map<string, string>;
  #at = 0;

  constructor(body: string, variables: Readonly<Record<string, string>>, stops: Map<string, string>) {
    this.#body = body;
    this.#variables = variables;
    this.#stops = stops;
  }

  /** Up to `end`, which is taken too. */
  text(end: string): string {
    let out = "";
    while (this.#at < this.#body.length) {
      const c = this.#body[this.#at]!;
      if (c === end) {
        this.#at++;
        return out;
      }
      if (c === "\\" && /[\\$}]/.test(this.#body[this.#at + 1] ?? "")) {
        out += this.#body[this.#at + 1];
        this.#at += 2;
      } else if (c === "$" && /[\d{A-Z]/.test(this.#body[this.#at + 1] ?? "")) out += this.#placeholder();
      else {
        out += c;
        this.#at++;
      }
    }
    if (end) throw new Error(`a placeholder is not closed: ${this.#body}`);
    return out;
  }

  #placeholder(): string {
    this.#at++;
    const braced = this.#body[this.#at] === "{";
    if (braced) this.#at++;
    const name = this.#take(/^(?:\d+|[A-Z_]+)/);
    if (!name) throw new Error(`a placeholder has no name: ${this.#body.slice(this.#at)}`);
    const value = () => this.#variables[name] ?? this.#stops.get(name) ?? "";
    if (!braced) return value();
    const mark = this.#body[this.#at++];
    if (mark === "}") return value();
    if (mark === ":") {
      const text = this.text("}");
      if (!this.#stops.get(name)) this.#stops.set(name, text);
      return text;
    }
    if (mark === "|") {
      const choices = this.#take(/^[^|]+/).split(",");
      if (!this.#take(/^\|\}/)) throw new Error(`choices are not closed: ${this.#body}`);
      if (new Set(choices).size !== choices.length) throw new Error(`a choice is there twice: ${choices}`);
      this.#stops.set(name, choices[0]!);
      return choices[0]!;
    }
    if (mark === "/") return this.#transform(value());
    throw new Error(`a placeholder goes on with ${mark}`);
  }

  #transform(value: string): string {
    const pattern = this.#take(/^(?:[^/\\]|\\.)+/);
    this.#at++;
    const formatStart = this.#at;
    for (let depth = 0; depth > 0 || this.#body[this.#at] !== "/"; this.#at++) {
      if (this.#at >= this.#body.length) throw new Error(`a transform is not closed: ${this.#body}`);
      if (this.#body.startsWith("${", this.#at)) depth++;
      else if (this.#body[this.#at] === "}") depth--;
    }
    const format = this.#body.slice(formatStart, this.#at++);
    const flags = this.#take(/^[gim]*/);
    if (this.#body[this.#at++] !== "}") throw new Error(`a transform is not closed: ${this.#body}`);
    return value.replace(new RegExp(pattern, flags), (...groups) =>
      format.replace(/\$\{(\d+):(?:\/(upcase)|\+([^}]*))\}/g, (_all, group: string, upcase, ifSet) => {
        const text: string = groups[Number(group)] ?? "";
        return upcase ? text.toUpperCase() : text ? ifSet : "";
      }),
    );
  }

  #take(pattern: RegExp): string {
    const found = pattern.exec(this.#body.slice(this.#at))?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
