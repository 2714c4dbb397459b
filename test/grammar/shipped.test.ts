import { test } from "node:test";
import { renderGrammar } from "../../syntaxes/source/grammar.ts";
import { markdownGrammar } from "../../syntaxes/source/markdownGrammar.ts";
import { protoGrammar } from "../../syntaxes/source/protoGrammar.ts";
import { requestGrammar } from "../../syntaxes/source/requestGrammar.ts";
import { matchesGolden } from "../support/golden.ts";

const shipped = {
  "syntaxes/proto.tmLanguage.json": protoGrammar,
  "syntaxes/proto.markdown.tmLanguage.json": markdownGrammar,
  "syntaxes/grpc-request.tmLanguage.json": requestGrammar,
};

for (const [file, grammar] of Object.entries(shipped)) {
  test(`${file} is what its source says`, () => matchesGolden(file, renderGrammar(grammar)));
}
