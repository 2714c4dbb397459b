import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bundles a program of the tests and runs it in this process, at the root of the repository. `alongside`: bundled too. */
export async function runBundled(entry, ...alongside) {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  if (!existsSync("node_modules/esbuild")) {
    console.error("The packages are not installed: run `npm ci` first.");
    process.exit(2);
  }
  const esbuild = await import("esbuild");
  const outdir = path.resolve("test/out/run");
  await esbuild.build({
    entryPoints: [entry, ...alongside],
    outdir,
    outExtension: { ".js": ".mjs" },
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  await import(pathToFileURL(path.join(outdir, `${path.basename(entry, ".ts")}.mjs`)).href);
}
