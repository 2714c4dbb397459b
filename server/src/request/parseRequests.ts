/**
 * Text → request document. Line by line, and never fails: there is a document for every text, and what is wrong is in its
 * problems. Syntax: the HTTP Client of JetBrains' IDEs for gRPC (https://www.jetbrains.com/help/idea/http-client.html), so a
 * block can be pasted in either; directives are ours.
 */
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import { findReferences } from "../protocol/template.ts";
import { checkHeader } from "./checkHeader.ts";
import { readDirectives } from "./directives.ts";
import { blanked, type Line, linesOf, pieceOf } from "./lines.ts";
import { parseMessages } from "./parseMessages.ts";
import { parseTarget } from "./parseTarget.ts";
import type {
  Directive,
  Header,
  Piece,
  RequestBlock,
  RequestDocument,
  Target,
  VariableDefinition,
} from "./requestDocument.ts";
import { RequestProblems } from "./requestProblems.ts";
import { isVariableName } from "./variableAt.ts";

export interface ParseRequestsOptions {
  /** In an `.http` file requests of other kinds are none of ours and are left out without a word. */
  readonly otherKinds: "problem" | "ignore";
}

export function parseRequests(
  source: string,
  options: ParseRequestsOptions = { otherKinds: "problem" },
): RequestDocument {
  const problems = new RequestProblems();
  const variables: VariableDefinition[] = [];
  const requests: RequestBlock[] = [];
  for (const block of splitBlocks(linesOf(source), source.length)) {
    const request = new BlockParser(block, problems, variables, options).parse(requests.length + 1);
    if (request) requests.push(request);
  }
  reportShadowed(variables, problems);
  problems.list.sort((a, b) => a.span.start - b.span.start);
  return { source, requests, variables, references: findReferences(source), problems: problems.list };
}

interface Block {
  readonly separator?: Line;
  readonly lines: readonly Line[];
  readonly span: Span;
}

const separatorPattern = /^\s*#{3,}/;

function splitBlocks(lines: readonly Line[], end: number): Block[] {
  const starts = lines.flatMap((line, index) => (separatorPattern.test(line.text) ? [index] : []));
  const blocks: Block[] = [];
  if (starts[0] !== 0) {
    const to = starts[0] ?? lines.length;
    blocks.push({ lines: lines.slice(0, to), span: spanOf(0, lines[to]?.span.start ?? end) });
  }
  starts.forEach((from, index) => {
    const separator = lines[from]!;
    const to = starts[index + 1] ?? lines.length;
    const span = spanOf(separator.span.start, lines[to]?.span.start ?? end);
    blocks.push({ separator, lines: lines.slice(from + 1, to), span });
  });
  return blocks;
}

const commentPattern = /^\s*(?:#|\/\/)/;
const directivePattern = /^\s*(?:#|\/\/)\s*@([\w-]+)(?:[ \t]*=)?/;
const variablePattern = /^@\s*([^\s=]+)\s*=/;
const otherVerbs = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|PATCH|OPTIONS|TRACE|WEBSOCKET|GRAPHQL|RSOCKET)$/;

class BlockParser {
  readonly #block: Block;
  readonly #problems: RequestProblems;
  readonly #variables: VariableDefinition[];
  readonly #options: ParseRequestsOptions;
  readonly #directives: Directive[] = [];
  readonly #headers: Header[] = [];
  #next = 0;

  constructor(
    block: Block,
    problems: RequestProblems,
    variables: VariableDefinition[],
    options: ParseRequestsOptions,
  ) {
    this.#block = block;
    this.#problems = problems;
    this.#variables = variables;
    this.#options = options;
  }

  /** The request of the block; undefined where there is none, as between a leading `@host = …` and the first `###`. */
  parse(number: number): RequestBlock | undefined {
    const line = this.#head();
    if (!line) return undefined;
    const verb = this.#verb(line);
    if (!verb) return undefined;

    const target = this.#target(line, verb);
    this.#headerLines();
    const first = this.#block.lines[this.#next];
    const bodySpan = spanOf(first?.span.start ?? this.#block.span.end, this.#block.span.end);
    const messages = parseMessages(
      this.#block.lines.slice(this.#next).map(body => this.#bodyLine(body)),
      this.#problems,
    );

    const { separator } = this.#block;
    const given = separator && pieceOf(separator, separatorPattern.exec(separator.text)?.[0].length);
    const { name, ...directives } = readDirectives(this.#directives, this.#problems);
    const nameOfRequest = name ?? (given?.text ? given : undefined);
    return {
      span: this.#block.span,
      name: nameOfRequest?.text ?? `#${number}`,
      ...(nameOfRequest ? { nameSpan: nameOfRequest.span } : {}),
      directives: this.#directives,
      verb,
      ...(target ? { target } : {}),
      headers: this.#headers,
      messages,
      bodySpan,
      ...directives,
    };
  }

  /** Directives, comments and variables up to the request line, which is returned. */
  #head(): Line | undefined {
    for (let line = this.#take(); line; line = this.#take()) {
      const text = line.text.trim();
      if (text === "" || this.#comment(line)) continue;
      if (text.startsWith("@")) this.#variable(line);
      else if (text.startsWith("<")) this.#script(line);
      else return line;
    }
    return undefined;
  }

  #verb(line: Line): Piece | undefined {
    const whole = pieceOf(line);
    const word = /^\S+/.exec(whole.text)?.[0] ?? "";
    const verb = { text: word, span: spanOf(whole.span.start, whole.span.start + word.length) };
    if (word === "GRPC") return verb;
    const ignored = this.#options.otherKinds === "ignore";
    if (otherVerbs.test(word) || /^https?:\/\//.test(word)) {
      if (!ignored) this.#problems.error("R1002", verb.span, word);
      return undefined;
    }
    if (ignored) return undefined;
    this.#problems.error("R1001", verb.span);
    // An address without `GRPC` is still a request while it is being written; anything else is not.
    return word.includes("/") || word.toUpperCase() === "GRPC"
      ? { text: word, span: spanOf(verb.span.start, verb.span.start) }
      : undefined;
  }

  #target(line: Line, verb: Piece): Target | undefined {
    const isWord = verb.text.toUpperCase() === "GRPC";
    const start = isWord ? verb.span.start - line.span.start + verb.text.length : verb.span.start - line.span.start;
    return parseTarget(pieceOf(line, start), this.#problems);
  }

  #headerLines(): void {
    for (let line = this.#take(); line; line = this.#take()) {
      const text = line.text.trim();
      if (text === "") return;
      if (this.#comment(line)) continue;
      if (/^(?:[{[<>]|===)/.test(text)) {
        if (!text.startsWith("{{")) {
          this.#next--;
          this.#problems.error("R1011", pieceOf(line).span);
          return;
        }
      }
      this.#header(line);
    }
  }

  #header(line: Line): void {
    const colon = colonOf(line.text);
    if (colon <= 0) {
      this.#problems.error("R1010", pieceOf(line).span);
      return;
    }
    const header = { name: pieceOf(line, 0, colon), value: pieceOf(line, colon + 1), span: pieceOf(line).span };
    this.#headers.push(header);
    checkHeader(header, this.#problems);
  }

  /** A line of the body; comments with `#` are blanked, as JSON has none, and directives are heard here too. */
  #bodyLine(line: Line): Line {
    if (!line.text.trimStart().startsWith("#")) return line;
    this.#comment(line);
    return { ...line, text: blanked(line.text) };
  }

  #comment(line: Line): boolean {
    if (!commentPattern.test(line.text)) return false;
    const match = directivePattern.exec(line.text);
    if (match) {
      const nameStart = match[0].indexOf(match[1]!);
      this.#directives.push({
        name: pieceOf(line, nameStart, nameStart + match[1]!.length),
        value: pieceOf(line, match[0].length),
        span: pieceOf(line).span,
      });
    }
    return true;
  }

  #variable(line: Line): void {
    const match = variablePattern.exec(line.text.trimStart());
    const indent = line.text.length - line.text.trimStart().length;
    if (!match?.[1] || !isVariableName(match[1])) {
      this.#problems.error("R1030", pieceOf(line).span);
      return;
    }
    const start = indent + match[0].indexOf(match[1], 1);
    this.#variables.push({
      name: pieceOf(line, start, start + match[1].length),
      value: pieceOf(line, indent + match[0].length),
      span: pieceOf(line).span,
    });
  }

  /** `< {% … %}` or `< script.js` before the request. */
  #script(line: Line): void {
    this.#problems.warn("R1051", pieceOf(line).span, []);
    if (!line.text.includes("{%") || line.text.includes("%}")) return;
    for (let other = this.#take(); other && !other.text.includes("%}"); ) other = this.#take();
  }

  #take(): Line | undefined {
    return this.#block.lines[this.#next++];
  }
}

/** Where the name of a header ends, as the colon of `{{secret:name}}` ends none; negative without one. */
function colonOf(text: string): number {
  let colon = text.indexOf(":");
  for (const { start, end } of findReferences(text)) if (start < colon && colon < end) colon = text.indexOf(":", end);
  return colon;
}

function reportShadowed(variables: readonly VariableDefinition[], problems: RequestProblems): void {
  const last = new Map(variables.map(variable => [variable.name.text, variable]));
  for (const variable of variables) {
    if (last.get(variable.name.text) !== variable) problems.warn("R1031", variable.name.span, [variable.name.text]);
  }
}
