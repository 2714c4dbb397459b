/**
 * Answers of the mock server that were written down: a JSON file, comments allowed, of method → answer. An answer is a list of messages, or
 * an object of `messages`, `status`, `message`, `delayMs`, `headers` and `trailers`, each of them optional.
 *
 *   { "shop.v1.Shop/GetItem": [{ "name": "apple" }],
 *     "shop.v1.Shop/ListItems": { "status": "NOT_FOUND", "message": "no such shop" } }
 */
import { bodyProblemText } from "../codec/bodyText.ts";
import { kindOf, propertiesOf } from "../codec/encoding.ts";
import { type JsonNode, parseJson } from "../codec/jsonTree.ts";
import { encodeJson } from "../codec/messageCodec.ts";
import type { Schema } from "../codec/schema.ts";
import { statusNames } from "../../../server/src/shared/statusNames.ts";

export interface RecordedAnswer {
  /** Encoded. */
  readonly messages: readonly Uint8Array[];
  readonly status: string;
  readonly message: string;
  readonly delayMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly trailers: Readonly<Record<string, string>>;
}

/** By path `/package.Service/Method`. */
export type RecordedAnswers = ReadonlyMap<string, RecordedAnswer>;

/** What is wrong with a file of answers; offsets are UTF-16 units of its text. */
export interface AnswerProblem {
  readonly start: number;
  readonly message: string;
}

const keys = ["messages", "status", "message", "delayMs", "headers", "trailers"];

export function parseAnswers(
  text: string,
  schema: Schema,
): { readonly answers: RecordedAnswers; readonly problems: readonly AnswerProblem[] } {
  const answers = new Map<string, RecordedAnswer>();
  const problems: AnswerProblem[] = [];
  const report = (node: JsonNode, message: string): void => void problems.push({ start: node.offset, message });
  const { root, problems: syntax } = parseJson(text, "jsonc");
  for (const problem of syntax) problems.push({ start: problem.start, message: bodyProblemText(problem, "en") });
  if (!root || syntax.length > 0) return { answers, problems };
  if (root.type !== "object") report(root, "expected an object of methods, as `package.Service/Method`");

  for (const { key, value } of root.type === "object" ? propertiesOf(root) : []) {
    const path = `/${String(key.value).replace(/^\//, "")}`;
    const method = schema.findMethod(path);
    if (!method) report(key, `there is no method ${path.slice(1)}`);
    else if (value.type !== "array" && value.type !== "object")
      report(value, `expected a list of messages or an object, not ${kindOf(value)}`);
    else {
      const parts = new Map(
        value.type === "array" ? [] : propertiesOf(value).map(p => [String(p.key.value), p.value]),
      );
      if (value.type === "array") parts.set("messages", value);
      for (const name of parts.keys())
        if (!keys.includes(name)) report(value, `an answer has no \`${name}\`; there are ${keys.join(", ")}`);
      const status = parts.get("status");
      const name = status?.value === undefined ? "OK" : String(status.value);
      if (status && !(statusNames as readonly string[]).includes(name)) report(status, `there is no status ${name}`);
      const messages = parts.get("messages");
      if (messages && messages.type !== "array") report(messages, "`messages` is a list");
      const isStream = method.methodKind === "server_streaming" || method.methodKind === "bidi_streaming";
      const items = messages?.type === "array" ? (messages.children ?? []) : [];
      if (!isStream && name === "OK" && items.length !== 1)
        report(messages ?? value, `${path.slice(1)} answers with one message, not ${items.length}`);
      answers.set(path, {
        messages: items.flatMap(item => {
          const source = text.slice(item.offset, item.offset + item.length);
          const encoded = encodeJson(schema, method.output, source);
          if ("bytes" in encoded) return [encoded.bytes];
          for (const p of encoded.problems)
            problems.push({
              start: item.offset + p.start,
              message: (p.path ? `${p.path}: ` : "") + bodyProblemText(p, "en"),
            });
          return [];
        }),
        status: name,
        message: textOf(parts.get("message"), report),
        delayMs: numberOf(parts.get("delayMs"), report),
        headers: textsOf(parts.get("headers"), report),
        trailers: textsOf(parts.get("trailers"), report),
      });
    }
  }
  return { answers, problems: problems.sort((a, b) => a.start - b.start) };
}

type Report = (node: JsonNode, message: string) => void;

function textOf(node: JsonNode | undefined, report: Report): string {
  if (!node) return "";
  if (node.type !== "string") report(node, `expected a string, not ${kindOf(node)}`);
  return String(node.value);
}

function numberOf(node: JsonNode | undefined, report: Report): number {
  if (!node) return 0;
  if (node.type === "number" && node.value >= 0) return node.value as number;
  report(node, "expected milliseconds");
  return 0;
}

function textsOf(node: JsonNode | undefined, report: Report): Record<string, string> {
  if (!node) return {};
  if (node.type !== "object") {
    report(node, `expected an object, not ${kindOf(node)}`);
    return {};
  }
  return Object.fromEntries(propertiesOf(node).map(p => [String(p.key.value), textOf(p.value, report)]));
}
