/** The messages of a call as annotated bytes, on standard error beside what a printer prints. */
import { Schema } from "../../rpc/codec/schema.ts";
import { renderWire, wireViewOfBytes, wireViewOfJson } from "../../rpc/wire/wireView.ts";
import type { Output } from "../command.ts";
import type { Printer } from "./printAnswer.ts";

export interface WirePrinter extends Printer {
  /** Messages of the request; those that do not fit are told by the call. */
  requests(bodies: readonly string[]): void;
}

/** `path`: of a method of the schema. The call has to ask for `raw` messages. */
export function wirePrinter(printer: Printer, set: Uint8Array, path: string, output: Output): WirePrinter {
  const schema = new Schema(set);
  const method = schema.findMethod(path);
  const lines = (arrow: "→" | "←", text: string): string =>
    text
      .trimEnd()
      .split("\n")
      .map(line => `${arrow} ${line}\n`)
      .join("");
  return {
    requests(bodies) {
      for (const body of bodies) {
        const view = method && wireViewOfJson(schema, method.input, body);
        if (view && !("problems" in view)) output.err(lines("→", renderWire(view, output.language)));
      }
    },
    async print(event) {
      if (event.type === "message" && event.message.raw && method)
        output.err(
          lines("←", renderWire(wireViewOfBytes(schema, method.output, event.message.raw), output.language)),
        );
      await printer.print(event);
    },
  };
}
