/** What the bundles with embedded generators need of esbuild. A patch that no longer applies fails the build. */
import { readFileSync } from "node:fs";

/** The TypeScript compiler is for generators that do not write JavaScript themselves: those here do. It would take 7 MB. */
const withoutCompiler = {
  name: "without-typescript-compiler",
  setup(build) {
    build.onResolve({ filter: /^(typescript|@typescript\/vfs)$/ }, () => ({ path: "compiler", namespace: "none" }));
    build.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Names are computed anew for each declaration of a file: with thousands of messages that takes minutes. */
const namesOnce = {
  name: "names-once",
  setup(build) {
    build.onLoad({ filter: /[\\/]protoplugin[\\/]dist[\\/](cjs|esm)[\\/]names\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const declaration = "function allNames(file) {";
      if (text.split(declaration).length !== 2) throw new Error(`${path}: where is ${declaration}`);
      const once = `const namesOf = new WeakMap();
function allNames(file) {
  if (!namesOf.has(file)) namesOf.set(file, computeNames(file));
  return namesOf.get(file);
}
function computeNames(file) {`;
      return { contents: text.replace(declaration, () => once), loader: "js" };
    });
  },
};

/** The generator of messages is CommonJS, all else is not: without this each package that both use would be bundled twice. */
const oneCopy = {
  name: "one-copy",
  setup(build) {
    build.onResolve({ filter: /^@bufbuild\/(protobuf|protoplugin)(\/|$)/ }, ({ path, kind, resolveDir }) =>
      kind === "require-call" ? build.resolve(path, { kind: "import-statement", resolveDir }) : undefined,
    );
  },
};

export const stubsPlugins = [withoutCompiler, namesOnce, oneCopy];
