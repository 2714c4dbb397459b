/** The schema of a server for a command: asked for by reflection, with what goes wrong told in words. */
import { failureText } from "../../rpc/failureText.ts";
import type { Reflected } from "../../rpc/reflection/reflect.ts";
import { type ReflectedServer, Session } from "../../rpc/session.ts";
import { complain, type Output } from "../command.ts";

/** Undefined where the server gives none, which is told then. */
export async function reflectServer(
  server: ReflectedServer,
  output: Output,
): Promise<(Reflected & { readonly ok: true }) | undefined> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once("SIGINT", stop);
  const session = new Session();
  try {
    const reflected = await session.reflect(server, abort.signal);
    if (!reflected.ok) {
      const { title, advice } = failureText(reflected.failure, output.language);
      output.err(`${[title, ...advice.map(line => `  ${line}`)].join("\n")}\n`);
      return undefined;
    }
    for (const name of reflected.missing)
      complain(output, {
        en: `note: the server does not give ${name}`,
        ko: `참고: 서버가 ${name}을(를) 주지 않습니다`,
      });
    return reflected;
  } finally {
    process.removeListener("SIGINT", stop);
    session.close();
  }
}
