/** The command line: picks a command, runs it, and turns what it says into an exit code. */
import { call } from "./commands/call.ts";
import { check } from "./commands/check.ts";
import { build } from "./commands/build.ts";
import { explain } from "./commands/explain.ts";
import { formatFiles } from "./commands/format.ts";
import { generate } from "./commands/generate.ts";
import { mock } from "./commands/mock.ts";
import { inspect } from "./commands/inspect.ts";
import { options } from "./commands/options.ts";
import { probe } from "./commands/probe.ts";
import { reflect } from "./commands/reflect.ts";
import { roots } from "./commands/roots.ts";
import { runRequests } from "./commands/run.ts";
import { nearest } from "../../server/src/shared/nearest.ts";
import { type Command, type ExitCode, type Output, UsageError } from "./command.ts";

declare const PROTOCALL_VERSION: string | undefined;

const commands: readonly Command[] = [
  check,
  explain,
  roots,
  build,
  formatFiles,
  options,
  generate,
  runRequests,
  call,
  mock,
  inspect,
  probe,
  reflect,
];

const overview = (): string =>
  `protocall COMMAND …\n\n${commands.map(c => `  ${c.name.padEnd(10)} ${c.summary}`).join("\n")}\n\n` +
  "protocall COMMAND --help tells more, --version which one this is. Exit code: 0 fine, 1 problems found, 2 wrong arguments.\n";

export async function main(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    output.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V") {
    output.out(`${typeof PROTOCALL_VERSION === "string" ? PROTOCALL_VERSION : "0"}\n`);
    return 0;
  }
  const command = commands.find(c => c.name === name);
  if (!command) {
    const near = nearest(
      name,
      commands.map(c => c.name),
    );
    output.err(
      `protocall: there is no command "${name}"${near ? `, perhaps "${near}" is meant` : ""}\nSee protocall --help\n`,
    );
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    output.out(command.help);
    return 0;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.err(`protocall ${name}: ${error.message}\nSee protocall ${name} --help\n`);
    return 2;
  }
}

// The library of gRPC puts IP addresses into SNI, of which Node would tell the user.
process.noDeprecation = true;

const standard: Output = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
};

main(process.argv.slice(2), standard).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`protocall: ${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  },
);
