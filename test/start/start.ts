/**
 * `npm start [-- --check]`. Builds, starts servers, makes a sample workspace and opens an editor on it; everything ends with Ctrl-C.
 *
 *   --check     without a person: checks the sample, generates stubs, calls over plaintext, TLS and mTLS; exit code 0 if all were right
 *   --browser   opens VS Code in the browser, even where it is installed
 *   --built     takes the build that is there, and the package in `test/out`
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { build, makePackage, vsixFile } from "../run/steps.ts";
import { checkSample } from "./checkSample.ts";
import { makeSample, modes, type Sample } from "./makeSample.ts";
import { openEditor } from "./openEditor.ts";

const flag = { type: "boolean" } as const;
const { values } = parseArgs({ options: { check: flag, browser: flag, built: flag } });
const print = (line: string): void => console.log(line);

/** The same signals a second time end the process at once, should ending take too long. */
const stopped = new Promise<void>(resolve => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
});

async function buildProduct(): Promise<void> {
  if (values.built) {
    if (!values.check && !existsSync(vsixFile)) throw new Error(`${vsixFile} is not there: leave --built away`);
    return;
  }
  print("building");
  // Packaging builds too.
  const { failed } = values.check ? await build([]) : await makePackage();
  if (failed > 0) throw new Error("the build failed");
}

async function main(): Promise<boolean> {
  await buildProduct();
  const sample: Sample = await makeSample();
  try {
    print(`sample workspace: ${sample.folder}`);
    for (const mode of modes) print(`server, ${mode.padEnd(9)}: ${sample.servers[mode].address}`);
    if (values.check) return await checkSample(sample, print);
    await openEditor(sample, { vsix: vsixFile, where: values.browser ? "browser" : "any", print, stopped });
    return true;
  } finally {
    await sample.remove();
  }
}

main().then(
  good => process.exit(good ? 0 : 1),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
