/**
 * The tree of a text that is plain JSON (RFC 8259), as nearly all bodies are: several times faster than the parser that takes comments and
 * tells what is wrong. That one reads whatever this one does not take.
 */
import type { JsonNode } from "./jsonTree.ts";

/** `Node` of jsonc-parser lets nobody write it. */
type Grown = { -readonly [Key in keyof JsonNode]: JsonNode[Key] };

/** Deeper texts are left to the other parser, which tells that they are too deep. */
const DEEPEST = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Without escapes, so that the text between the quotes is the value. */
const PLAIN_STRING = /"[^"\\\u0000-\u001f]*"/y;
const ESCAPED_STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;

/** Undefined where the text is anything else. */
export function parseStrictJson(text: string): JsonNode | undefined {
  const reader = new StrictReader(text);
  const root = reader.value(0);
  return root && reader.isAtEnd() ? root : undefined;
}

class StrictReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  value(depth: number): JsonNode | undefined {
    this.#skip();
    switch (this.#text.charCodeAt(this.#at)) {
      case 0x7b: // {
        return depth < DEEPEST ? this.#object(depth) : undefined;
      case 0x5b: // [
        return depth < DEEPEST ? this.#array(depth) : undefined;
      case 0x22: // "
        return this.#string();
      case 0x74: // t
        return this.#word("true", true);
      case 0x66: // f
        return this.#word("false", false);
      case 0x6e: // n
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #skip(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  /** Takes a character, if it comes next. */
  #take(code: number): boolean {
    this.#skip();
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #object(depth: number): JsonNode | undefined {
    const children: JsonNode[] = [];
    const node: Grown = { type: "object", offset: this.#at, length: 0, children };
    this.#at++;
    if (!this.#take(0x7d)) {
      do {
        this.#skip();
        const key = this.#string();
        if (!key || !this.#take(0x3a)) return undefined;
        const value = this.value(depth + 1);
        if (!value) return undefined;
        const length = value.offset + value.length - key.offset;
        children.push({ type: "property", offset: key.offset, length, children: [key, value] });
      } while (this.#take(0x2c));
      if (!this.#take(0x7d)) return undefined;
    }
    node.length = this.#at - node.offset;
    return node;
  }

  #array(depth: number): JsonNode | undefined {
    const children: JsonNode[] = [];
    const node: Grown = { type: "array", offset: this.#at, length: 0, children };
    this.#at++;
    if (!this.#take(0x5d)) {
      do {
        const item = this.value(depth + 1);
        if (!item) return undefined;
        children.push(item);
      } while (this.#take(0x2c));
      if (!this.#take(0x5d)) return undefined;
    }
    node.length = this.#at - node.offset;
    return node;
  }

  #string(): JsonNode | undefined {
    const offset = this.#at;
    const plain = this.#match(PLAIN_STRING);
    if (plain !== undefined) return { type: "string", offset, length: plain.length, value: plain.slice(1, -1) };
    const escaped = this.#match(ESCAPED_STRING);
    if (escaped === undefined) return undefined;
    try {
      return { type: "string", offset, length: escaped.length, value: JSON.parse(escaped) as string };
    } catch {
      return undefined;
    }
  }

  #number(): JsonNode | undefined {
    const offset = this.#at;
    const text = this.#match(NUMBER);
    return text === undefined ? undefined : { type: "number", offset, length: text.length, value: Number(text) };
  }

  #word(word: string, value: boolean | null): JsonNode | undefined {
    const offset = this.#at;
    if (!this.#text.startsWith(word, offset)) return undefined;
    this.#at += word.length;
    return { type: value === null ? "null" : "boolean", offset, length: word.length, value };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
