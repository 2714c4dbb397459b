/** The schema of a service from the server that is called. */
import type { Connection, Metadata } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { Session } from "../../rpc/session.ts";
import { complain, type Output } from "../command.ts";

export interface Reflecting extends Connection {
  readonly address: string;
  readonly metadata: Metadata;
  /** `/package.Service/Method` */
  readonly path: string;
}

const orNameTheFile = {
  en: "or name the .proto file with --proto",
  ko: "또는 --proto로 .proto 파일을 지정하세요",
};

/** Undefined where the server gives none, which is told. */
export async function reflectSchema(
  session: Session,
  { path, ...server }: Reflecting,
  signal: AbortSignal,
  output: Output,
): Promise<Uint8Array | undefined> {
  const service = path.slice(1, path.lastIndexOf("/"));
  const reflected = await session.reflect({ ...server, symbols: [service] }, signal);
  if (reflected.ok) {
    if (!reflected.missing.includes(service)) return reflected.descriptorSet;
    complain(output, {
      en: `the server's reflection does not know ${service}`,
      ko: `서버의 리플렉션이 ${service}을(를) 모릅니다`,
    });
    return undefined;
  }
  const { title, advice } = failureText(reflected.failure, output.language);
  const hint = reflected.failure.kind === "no-reflection" ? [orNameTheFile[output.language]] : [];
  output.err(`${title}\n${[...advice, ...hint].map(line => `  ${line}\n`).join("")}`);
  return undefined;
}
