/** All handlers of a connection at once: what they have in common is put around each as it is registered. */
import type { Connection } from "vscode-languageserver";

export type Handler = (...args: unknown[]) => unknown;

/** The connection with `around` put around every handler that is given to it; `what` names what is handled. */
export function wrapHandlers(
  connection: Connection,
  around: (what: string, handler: Handler) => Handler,
): Connection {
  return wrapped(connection, "", around);
}

function wrapped<T extends object>(target: T, path: string, around: (what: string, handler: Handler) => Handler): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof key !== "string") return value;
      const name = path ? `${path}.${key}` : key;
      if (typeof value === "function") {
        const isRegistration = /^on([A-Z]|$)/.test(key);
        if (!isRegistration) return value.bind(object);
        return (...args: unknown[]) => {
          const what = typeof args[0] === "string" ? args[0] : name;
          return value.apply(
            object,
            args.map(a => (typeof a === "function" ? around(what, a as Handler) : a)),
          );
        };
      }
      // `languages.diagnostics.on(…)` and the like.
      const isNest =
        typeof value === "object" && value !== null && (name.startsWith("languages") || name === "workspace");
      return isNest ? wrapped(value, name, around) : value;
    },
  });
}
