import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** The folder of the official interop server in Debian's package ruby-grpc, whatever its version and architecture. */
export function findRubyGrpc(): string | undefined {
  const entries = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  for (const library of ["/usr/lib", ...entries("/usr/lib").map(name => path.join("/usr/lib", name))]) {
    const gems = path.join(library, "rubygems-integration");
    for (const abi of entries(gems))
      for (const gem of entries(path.join(gems, abi, "gems"))) {
        const folder = path.join(gems, abi, "gems", gem, "src/ruby");
        if (gem.startsWith("grpc-") && existsSync(path.join(folder, "pb/test/server.rb"))) return folder;
      }
  }
  return undefined;
}
