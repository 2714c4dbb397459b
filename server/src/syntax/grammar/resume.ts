/**
 * Where a file goes on behind a statement that makes no sense. The reference compiler skips to the end of the statement, which it takes to
 * be the next `;` or block. Where somebody is typing, that block is the next declaration's: what begins a line like a declaration is one,
 * so that a word that is half typed hides nothing from those who use what stands below it.
 */
import type { Parser } from "../parser.ts";
import { isTrivia, Sym, TokenKind } from "../tokenKind.ts";

/** Skips to where the file goes on. "rewound": to a declaration of which the statement that began at `start` had taken a part. */
export function resume(p: Parser, start: number): "rewound" | "skipped" {
  const inside = declarationInside(p, start);
  if (inside !== undefined) {
    p.goTo(inside);
    return "rewound";
  }
  while (!p.atEnd) {
    if (p.tok !== start && beginsDeclaration(p, p.tok)) break;
    if (p.take(Sym.semicolon)) break;
    if (p.take(Sym.open)) {
      p.skipBlock();
      break;
    }
    if (p.is(Sym.close)) break;
    p.next();
  }
  return "skipped";
}

/** What is in a block belongs to the statement. */
function declarationInside(p: Parser, start: number): number | undefined {
  for (let t = after(p, start); t < p.tok; t = after(p, t)) {
    if (p.kinds[t] === Sym.open) return undefined;
    if (beginsDeclaration(p, t)) return t;
  }
  return undefined;
}

function beginsDeclaration(p: Parser, token: number): boolean {
  if (p.kinds[token] !== TokenKind.Ident || !isHead(p, token)) return false;
  const start = p.starts[token] as number;
  return p.source.slice(p.source.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

function isHead(p: Parser, token: number): boolean {
  const second = after(p, token);
  const kind = p.kinds[second];
  switch (p.textOf(token)) {
    case "message":
    case "enum":
    case "service":
      return kind === TokenKind.Ident && p.kinds[after(p, second)] === Sym.open;
    case "export":
    case "local":
      return p.tokenIsWord(second, "message") || p.tokenIsWord(second, "enum");
    case "extend":
      return kind === TokenKind.Ident || kind === Sym.dot;
    case "import":
      return kind === TokenKind.String || kind === TokenKind.Ident;
    case "option":
      return kind === TokenKind.Ident || kind === Sym.openParen;
    default:
      return false;
  }
}

/** The significant token behind one. */
function after(p: Parser, token: number): number {
  let t = token + 1;
  while (t < p.tokens.count && isTrivia(p.kinds[t] as number)) t++;
  return Math.min(t, p.tokens.count);
}
