import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bundles a program of the tests and runs it in this process, at the root of the repository. */
export async function runBundled(entry) {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  if (!existsSync("node_modules/esbuild")) {
    console.error("The packages are not installed: run `npm ci` first.");
    process.exit(2);
  }
  const esbuild = await import("esbuild");
  const outfile = path.resolve("test/out/run", `${path.basename(entry, ".ts")}.mjs`);
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  await import(pathToFileURL(outfile).href);
}
