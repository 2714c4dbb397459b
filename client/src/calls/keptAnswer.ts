/**
 * What the history keeps of an answer. Metadata is never kept, nor the bytes of messages, nor values whose name says that they are
 * secret, nor what has no name to judge by. Everything is named here: what is added to answers is not kept by accident.
 */
import type { Answer, AnswerMessage, ExplainedFailure } from "./answer.ts";
import { redactJson } from "./redactJson.ts";

/** UTF-16 units of all messages of one answer; what is longer is kept without its messages. */
const longest = 64 * 1024;

export function keptAnswer(answer: Answer): Answer {
  const { id, startedAt, request, status, peer, tls, timing, failure, dropped } = answer;
  const length = answer.messages.reduce((sum, { json }) => sum + json.length, 0);
  const messages = length > longest ? [] : answer.messages.map(keptMessage);
  return {
    id,
    startedAt,
    request,
    status,
    headers: [],
    trailers: [],
    messages,
    dropped: dropped + answer.messages.length - messages.length,
    timing,
    ...(peer === undefined ? {} : { peer }),
    ...(tls ? { tls } : {}),
    ...(failure ? { failure: keptFailure(failure) } : {}),
  };
}

/** Notes quote values of fields that the schema does not name. */
const keptMessage = ({ json, bytes }: AnswerMessage): AnswerMessage => ({ json: redactJson(json), bytes, notes: [] });

const keptFailure = ({ code, title, evidence, advice, details, fixes }: ExplainedFailure): ExplainedFailure => ({
  code,
  title,
  // What is wrong with a body quotes it, secrets that were filled in among it.
  evidence: code === "bad-body" ? [] : evidence,
  advice,
  details: details.map(redactJson),
  fixes,
});
