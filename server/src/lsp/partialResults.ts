/**
 * Results in parts, for clients that send a `partialResultToken`: such a client gets everything as parts of bounded size, and what is
 * answered in the end is empty. The source of the rule is "Partial Result Progress" of the Language Server Protocol.
 */
import type { CompletionList, Connection, ResultProgressReporter } from "vscode-languageserver";
import { type Handler, wrapHandlers } from "./handlers.ts";

/** Items in a part. */
export const PART_ITEMS = 500;
/** A semantic token is five numbers, and none is torn apart. */
const PART_NUMBERS = 5 * PART_ITEMS;

type Report = (part: unknown) => void;

/** The connection with every handler answering in parts whose result the protocol lets come in parts. */
export function answeringInParts(connection: Connection): Connection {
  return wrapHandlers(connection, (_what, handler) => inParts(handler));
}

function inParts(handler: Handler): Handler {
  return (...args) => {
    // The library hands the reporter over last, and only for requests of which the protocol knows partial results.
    const partial = args[3] as ResultProgressReporter<unknown> | undefined;
    if (typeof partial?.report !== "function") return handler(...args);
    const report: Report = part => partial.report(part);
    const result = handler(...args);
    return result instanceof Promise ? result.then(r => restOf(r, report)) : restOf(result, report);
  };
}

/** Reports what is in a result and returns what is left to answer. Results without a list stay what they are. */
function restOf(result: unknown, report: Report): unknown {
  if (Array.isArray(result)) {
    for (const part of parts(result, PART_ITEMS)) report(part);
    return [];
  }
  if (isCompletionList(result)) {
    // The first part is a list that says whether it is complete; the others are added to it.
    const [first = [], ...others] = parts(result.items, PART_ITEMS);
    report({ ...result, items: first });
    for (const part of others) report(part);
    return { ...result, items: [] };
  }
  if (has(result, "data")) {
    for (const data of parts(result.data, PART_NUMBERS)) report({ data });
    return { ...result, data: [] };
  }
  if (has(result, "edits")) {
    for (const edits of parts(result.edits, PART_ITEMS)) report({ edits });
    return { ...result, edits: [] };
  }
  return result;
}

function parts(list: readonly unknown[], size: number): unknown[][] {
  const out: unknown[][] = [];
  for (let at = 0; at < list.length; at += size) out.push(list.slice(at, at + size));
  return out;
}

const has = <K extends string>(result: unknown, key: K): result is Record<K, readonly unknown[]> =>
  typeof result === "object" && result !== null && Array.isArray((result as Record<string, unknown>)[key]);

const isCompletionList = (result: unknown): result is CompletionList =>
  has(result, "items") && "isIncomplete" in result;
