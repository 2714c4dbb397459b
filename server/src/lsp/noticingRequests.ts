/** Tells when the editor asks for something: work that nobody asked for then waits. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import { wrapHandlers } from "./handlers.ts";

/** The connection with `asked` called before each request is handled, and before no notification. */
export function noticingRequests(connection: Connection, asked: () => void): Connection {
  return wrapHandlers(connection, (_what, handler) => (...args) => {
    if (args.some(isToken)) asked();
    return handler(...args);
  });
}

/** What a request has and a notification has not. */
const isToken = (arg: unknown): arg is CancellationToken =>
  typeof arg === "object" && arg !== null && "isCancellationRequested" in arg && "onCancellationRequested" in arg;
