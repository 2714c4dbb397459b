import { fetchCodeServer } from "./codeServer.ts";
import { fetchConformanceRunner } from "./conformanceRunner.ts";
import { fetchEtcdProtos } from "./etcdProtos.ts";
import { installSystemPackages } from "./systemPackages.ts";

/** Installs and downloads what the tests need and the machine lacks; quick where all is there. What is still missing is the result. */
export async function setUp(log: (line: string) => void): Promise<string[]> {
  const missing = await installSystemPackages(log);
  const editor = process.env.VSCODE_EXECUTABLE_PATH ? undefined : await fetchCodeServer(log);
  const protos = await fetchEtcdProtos(log);
  const conformance = await fetchConformanceRunner(log);
  return [...missing, ...[editor, protos, conformance].filter(problem => problem !== undefined)];
}
