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
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";
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
  language: Language,
): { readonly answers: RecordedAnswers; readonly problems: readonly AnswerProblem[] } {
  const answers = new Map<string, RecordedAnswer>();
  const problems: AnswerProblem[] = [];
  const report: Report = (node, wording, ...args) =>
    void problems.push({ start: node.offset, message: fillWording(wording, args, language) });
  const { root, problems: syntax } = parseJson(text, "jsonc");
  for (const problem of syntax) problems.push({ start: problem.start, message: bodyProblemText(problem, language) });
  if (!root || syntax.length > 0) return { answers, problems };
  if (root.type !== "object")
    report(root, {
      en: "expected an object of methods, as `package.Service/Method`",
      ko: "`package.Service/Method`를 이름으로 하는 객체를 쓰세요",
    });

  for (const { key, value } of root.type === "object" ? propertiesOf(root) : []) {
    const path = `/${String(key.value).replace(/^\//, "")}`;
    const method = schema.findMethod(path);
    if (!method)
      report(key, {
        en: `there is no method ${path.slice(1)}`,
        ko: `메서드 ${path.slice(1)}이(가) 없습니다`,
      });
    else if (value.type !== "array" && value.type !== "object")
      report(
        value,
        {
          en: "expected a list of messages or an object, not {0:kind}",
          ko: "메시지의 목록이나 객체를 쓰세요. 지금은 {0:kind}입니다",
        },
        kindOf(value),
      );
    else {
      const parts = new Map(
        value.type === "array" ? [] : propertiesOf(value).map(p => [String(p.key.value), p.value]),
      );
      if (value.type === "array") parts.set("messages", value);
      for (const name of parts.keys())
        if (!keys.includes(name))
          report(value, {
            en: `an answer has no \`${name}\`; there are ${keys.join(", ")}`,
            ko: `응답에는 \`${name}\`을(를) 쓸 수 없습니다. 쓸 수 있는 것: ${keys.join(", ")}`,
          });
      const status = parts.get("status");
      const name = status?.value === undefined ? "OK" : String(status.value);
      if (status && !(statusNames as readonly string[]).includes(name))
        report(status, { en: `there is no status ${name}`, ko: `상태 ${name}은(는) 없습니다` });
      const messages = parts.get("messages");
      if (messages && messages.type !== "array")
        report(messages, { en: "`messages` is a list", ko: "`messages`는 목록이어야 합니다" });
      const isStream = method.methodKind === "server_streaming" || method.methodKind === "bidi_streaming";
      const items = messages?.type === "array" ? (messages.children ?? []) : [];
      if (!isStream && name === "OK" && items.length !== 1)
        report(messages ?? value, {
          en: `${path.slice(1)} answers with one message, not ${items.length}`,
          ko: `${path.slice(1)}은(는) 메시지 하나로 응답합니다. 지금은 ${items.length}개입니다`,
        });
      answers.set(path, {
        messages: items.flatMap(item => {
          const source = text.slice(item.offset, item.offset + item.length);
          const encoded = encodeJson(schema, method.output, source);
          if ("bytes" in encoded) return [encoded.bytes];
          for (const p of encoded.problems)
            problems.push({
              start: item.offset + p.start,
              message: (p.path ? `${p.path}: ` : "") + bodyProblemText(p, language),
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

type Report = (node: JsonNode, wording: Wording, ...args: string[]) => void;

function textOf(node: JsonNode | undefined, report: Report): string {
  if (!node) return "";
  if (node.type !== "string")
    report(
      node,
      { en: "expected a string, not {0:kind}", ko: "문자열을 쓰세요. 지금은 {0:kind}입니다" },
      kindOf(node),
    );
  return String(node.value);
}

function numberOf(node: JsonNode | undefined, report: Report): number {
  if (!node) return 0;
  if (node.type === "number" && node.value >= 0) return node.value as number;
  report(node, { en: "expected milliseconds", ko: "밀리초 단위의 수를 쓰세요" });
  return 0;
}

function textsOf(node: JsonNode | undefined, report: Report): Record<string, string> {
  if (!node) return {};
  if (node.type !== "object") {
    report(
      node,
      { en: "expected an object, not {0:kind}", ko: "객체를 쓰세요. 지금은 {0:kind}입니다" },
      kindOf(node),
    );
    return {};
  }
  return Object.fromEntries(propertiesOf(node).map(p => [String(p.key.value), textOf(p.value, report)]));
}
