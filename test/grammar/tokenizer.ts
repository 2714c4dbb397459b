import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const root = process.cwd();
const files: Readonly<Record<string, string>> = {
  "source.proto": "syntaxes/proto.tmLanguage.json",
  "source.grpc-request": "syntaxes/grpc-request.tmLanguage.json",
  "markdown.proto.codeblock": "syntaxes/proto.markdown.tmLanguage.json",
};

/**
 * Stands for the editor's Markdown grammar, which is not on npm: what counts here is its scope, as the injection goes by that, and that
 * what stands in lists and quotations begins behind their marks, where `\\G` matches.
 */
const markdown = {
  scopeName: "text.html.markdown",
  patterns: [
    {
      begin: String.raw`(^|\G) {0,3}(?:[*+-]|\d+\.)[ \t]`,
      while: String.raw`(^|\G)(?: {2,4}|\t)|^\s*$`,
      patterns: [{ include: "$self" }],
    },
    { begin: String.raw`(^|\G) {0,3}> ?`, while: String.raw`(^|\G)\s*> ?`, patterns: [{ include: "$self" }] },
  ],
  repository: {},
};

let registry: textmate.Registry | undefined;

async function load(scope: string): Promise<textmate.IGrammar> {
  if (!registry) {
    const wasm = createRequire(`${root}/package.json`).resolve("vscode-oniguruma/release/onig.wasm");
    await oniguruma.loadWASM(readFileSync(wasm));
    registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
        createOnigString: text => new oniguruma.OnigString(text),
      }),
      async loadGrammar(name) {
        if (name === markdown.scopeName) return markdown as unknown as textmate.IRawGrammar;
        const file = files[name];
        return file ? textmate.parseRawGrammar(readFileSync(`${root}/${file}`, "utf8"), file) : null;
      },
      getInjections: name => (name === markdown.scopeName ? ["markdown.proto.codeblock"] : undefined),
    });
  }
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  return grammar;
}

export interface ScopedToken {
  readonly line: number;
  readonly start: number;
  readonly text: string;
  /** From the outermost to the innermost, without the grammar's own scope. */
  readonly scopes: readonly string[];
}

export async function tokenize(scope: string, source: string): Promise<ScopedToken[]> {
  const grammar = await load(scope);
  const out: ScopedToken[] = [];
  let state = textmate.INITIAL;
  for (const [line, text] of source.split(/\r?\n/).entries()) {
    const result = grammar.tokenizeLine(text, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const token = text.slice(startIndex, endIndex);
      if (token !== "") out.push({ line, start: startIndex, text: token, scopes: scopes.slice(1) });
    }
  }
  return out;
}

/** The innermost scope that is not about structure; empty for none. */
export const innermost = ({ scopes }: ScopedToken): string =>
  scopes
    .findLast(scope => !scope.startsWith("meta.") || scope.startsWith("meta.embedded"))
    ?.replace(/\.(?:proto|grpc-request)$/, "") ?? "";

/** Each line of the source followed by its tokens and what they are. */
export async function renderTokens(scope: string, source: string): Promise<string> {
  const tokens = await tokenize(scope, source);
  const out: string[] = [];
  for (const [line, text] of source.split(/\r?\n/).entries()) {
    out.push(`│${text}`);
    for (const token of tokens) {
      if (token.line !== line || token.text.trim() === "") continue;
      const shown = token.scopes.map(name => name.replace(/\.(?:proto|grpc-request)$/, "")).join(" ");
      out.push(`  ${JSON.stringify(token.text)} ${shown}`);
    }
  }
  return `${out.join("\n")}\n`;
}
