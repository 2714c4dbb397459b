import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { matchesGolden } from "../support/golden.ts";
import { renderTokens } from "./tokenizer.ts";

const folder = "test/grammar/cases";
const grammars: Readonly<Record<string, string>> = {
  proto: "source.proto",
  grpc: "source.grpc-request",
  md: "text.html.markdown",
};

for (const name of readdirSync(folder)) {
  test(`scopes of ${name}`, async () => {
    const grammar = grammars[name.slice(name.lastIndexOf(".") + 1)] ?? "";
    matchesGolden(
      `test/grammar/golden/${name}.txt`,
      await renderTokens(grammar, readFileSync(`${folder}/${name}`, "utf8")),
    );
  });
}
