/** What the tests need of the operating system, and the Debian packages that bring it. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { findBrowser, findProgram } from "./findProgram.ts";
import { findRubyGrpc } from "./rubyGrpc.ts";
import { type Finished, run } from "./run.ts";

export interface Need {
  readonly what: string;
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const program =
  (...names: string[]) =>
  () =>
    findProgram(...names) !== undefined;

const hasKorean = (): boolean => spawnSync("fc-list", [":lang=ko"], { encoding: "utf8" }).stdout?.trim().length > 0;

const needs: readonly Need[] = [
  { what: "a browser without a window", packages: ["chromium"], present: () => findBrowser() !== undefined },
  { what: "letters of Korean, for pictures", packages: ["fonts-nanum", "fontconfig"], present: hasKorean },
  { what: "openssl, which makes the certificates", packages: ["openssl"], present: program("openssl") },
  { what: "the gRPC server etcd", packages: ["etcd-server"], present: program("etcd") },
  { what: "the balancer haproxy", packages: ["haproxy"], present: program("haproxy") },
  { what: "the balancer nginx", packages: ["nginx"], present: program("nginx") },
  {
    what: "the interop server of gRPC's authors",
    packages: ["ruby-grpc"],
    present: () => findProgram("ruby") !== undefined && findRubyGrpc() !== undefined,
  },
  {
    what: "the .proto files of the interop server",
    packages: ["grpc-proto"],
    present: () => existsSync("/usr/share/grpc-proto/grpc/testing/test.proto"),
  },
  {
    what: "collectd, a server with reflection",
    packages: ["collectd-core", "libgrpc++1.51"],
    present: program("collectd"),
  },
  {
    what: "a compiler, for two native modules of the editor",
    packages: ["g++", "make", "python3"],
    present: () => ["g++", "make", "python3"].every(name => findProgram(name)),
  },
];

/** Installs what is missing. What cannot be installed is the result: one line each, saying what to do. */
export async function installSystemPackages(log: (line: string) => void): Promise<string[]> {
  const missing = needs.filter(need => !need.present());
  if (missing.length === 0) return [];
  const packages = missing.flatMap(need => need.packages);
  const command = `apt-get install --no-install-recommends ${packages.join(" ")}`;
  const why = (reason: string): string[] => missing.map(need => `${need.what} is missing and ${reason}: ${command}`);

  if (!findProgram("apt-get")) return why("this system has no apt-get; install the equivalent of");
  const prefix = await asRoot();
  if (!prefix) return why("only root can install it");
  log(`installing ${packages.join(", ")}`);
  let finished = await install(prefix, packages);
  if (finished.code !== 0) {
    // Package lists may be absent or old.
    await apt(prefix, ["update", "-qq"]);
    finished = await install(prefix, packages);
  }
  const still = needs.filter(need => !need.present());
  const last = finished.output.trim().split("\n").slice(-3).join(" / ");
  return still.map(need => `${need.what} could not be installed (${need.packages.join(" ")}): ${last}`);
}

/** How to run a program as root; undefined where that needs a person. */
async function asRoot(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  if (!findProgram("sudo")) return undefined;
  return (await run("sudo", ["-n", "true"])).code === 0 ? ["sudo", "-n"] : undefined;
}

const apt = (prefix: readonly string[], args: readonly string[]): Promise<Finished> => {
  const line = [
    ...prefix,
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=300",
    ...args,
  ];
  return run(line[0] as string, line.slice(1));
};

/** The packages would start their services. A policy that forbids it is put in place meanwhile, unless there is one. */
async function install(prefix: readonly string[], packages: readonly string[]): Promise<Finished> {
  const policy = "/usr/sbin/policy-rc.d";
  const ours = prefix.length === 0 && !existsSync(policy);
  if (ours) {
    writeFileSync(policy, "#!/bin/sh\nexit 101\n");
    chmodSync(policy, 0o755);
  }
  try {
    return await apt(prefix, ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}
