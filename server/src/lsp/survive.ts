/**
 * The one place where mistakes of ours in handlers end: logged once, survived, and answered as if there were nothing to say, since an
 * editor would else show the user an error at each keystroke. What the user asked for by a command fails and says so.
 */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { type Handler, wrapHandlers } from "./handlers.ts";
import { cancelled } from "./longWork.ts";

type Log = (what: string, error: unknown) => void;
/** Handlers whose failure the user should see: requests of our own (`protocall/…`), and what changes files. */
const loud = /^protocall\/|Rename|ExecuteCommand/;

/** The connection with every handler guarded that is given to it. */
export function surviving(connection: Connection, log: Log): Connection {
  return wrapHandlers(connection, (what, handler) => guarded(what, handler, log));
}

function guarded(what: string, handler: Handler, log: Log): Handler {
  const fail = (error: unknown): unknown => {
    // Cancelled, out of date, refused with a reason: answers, not mistakes.
    if (error instanceof ResponseError) throw error;
    log(what, error);
    if (loud.test(what))
      throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
    if (what.startsWith("languages.diagnostics"))
      throw new ResponseError(LSPErrorCodes.ServerCancelled, "the server failed", { retriggerRequest: false });
    return null;
  };
  return (...args) => {
    if (args.some(isCancelled)) throw cancelled();
    try {
      const result = handler(...args);
      return result instanceof Promise ? result.catch(fail) : result;
    } catch (error) {
      return fail(error);
    }
  };
}

const isCancelled = (arg: unknown): boolean =>
  typeof arg === "object" && arg !== null && (arg as Partial<CancellationToken>).isCancellationRequested === true;
