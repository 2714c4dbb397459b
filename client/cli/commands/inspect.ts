/** `protocall inspect`: the handshake with a server, step by step. */
import { inspect as lookAt } from "../../rpc/inspect/inspect.ts";
import { inspectionText } from "../../rpc/inspect/inspectionText.ts";
import { durationOf, judgeAddress } from "../calls/callArguments.ts";
import { credentialHelp, credentialOptions, tlsOf, withPassphrase } from "../calls/credentialOptions.ts";
import { languageOption } from "../calls/languageOption.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { formatOption, oneOf, parseOptions } from "../options.ts";

const help = `protocall inspect [--cacert FILE] [--cert FILE --key FILE] [--format text|json] ADDRESS

Connects and shows the handshake with what really passed: the versions, the server's certificates and whether they are trusted, whether the
server asks for a client certificate and from whom, what was presented and what the server says to it, and a first exchange. The client's
certificate is sent only to a server that was verified. No metadata and no message of yours is sent.

  --timeout TIME         limit of each step: 5, 0.5s, 200ms; 5 s where nothing is said
  --language en|ko       of the text
  --format text|json     json: {address, mode, ok, steps: [{kind, ok?, …}], failure?}
${credentialHelp}
Exit code: 0 a call would get through, 1 it would not, 2 wrong arguments.
`;

export const inspect: Command = { name: "inspect", summary: "show the TLS handshake with a server", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...formatOption,
    ...credentialOptions,
    ...languageOption,
    timeout: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const language = oneOf("language", values.language, ["en", "ko"]);
  const [address, ...more] = positionals;
  if (address === undefined) throw new UsageError("name an address: protocall inspect ADDRESS");
  if (more[0] !== undefined) throw new UsageError(`"${more[0]}" is too much; only an address is expected`);
  judgeAddress(address);
  const ms = values.timeout === undefined ? 5000 : durationOf("timeout", values.timeout);
  const tls = await withPassphrase(tlsOf(values, address), process.env);
  const inspection = await lookAt({ address, tls, ms });
  output.out(
    format === "json" ? `${JSON.stringify(inspection, undefined, 2)}\n` : inspectionText(inspection, language),
  );
  return inspection.ok ? 0 : 1;
}
