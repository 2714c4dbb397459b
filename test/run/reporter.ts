/**
 * What `node --test` says: failures in full, nothing about what passed. Counts go to the file that `PROTOCALL_RESULTS` names. A skipped
 * test counts as failed, and so does a file without tests: neither shows that anything works.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";

interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name: string;
    readonly file?: string;
    readonly skip?: unknown;
    readonly todo?: unknown;
    readonly message?: string;
    readonly details?: { readonly type?: string; readonly error?: Error & { failureType?: string; cause?: unknown } };
  };
}

// biome-ignore lint/style/noDefaultExport: this is how node --test finds a reporter
export default async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type === "test:stderr" || type === "test:stdout") {
      yield data.message ?? "";
      continue;
    }
    if (type !== "test:pass" && type !== "test:fail") continue;
    const problem = problemOf(type, data);
    if (problem === undefined) {
      if (data.details?.type !== "suite") passed++;
    } else if (problem !== "") {
      failed++;
      yield `\n✘ ${path.relative(process.cwd(), data.file ?? "")}: ${data.name}\n${problem}\n`;
    }
  }
  const file = process.env.PROTOCALL_RESULTS;
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}

/** Undefined: fine. Empty: failed for what a test inside it failed for, which has been told. */
function problemOf(type: string, data: TestEvent["data"]): string | undefined {
  const error = data.details?.error;
  if (type === "test:fail") {
    if (error?.failureType === "subtestsFailed") return "";
    return inspect(error?.cause ?? error, { depth: 6 }).replace(/^/gm, "    ");
  }
  if (data.skip !== undefined || data.todo !== undefined) return "    is skipped";
  const isFile = data.file !== undefined && path.resolve(data.name) === data.file;
  return isFile ? "    holds no tests" : undefined;
}
