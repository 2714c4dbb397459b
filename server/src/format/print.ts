/** Layout → edits. Goes over all significant tokens once, in the order of the arrangement, and writes what stands between them. */
import type { TextEdit } from "../base/problem.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { blockComment } from "./blockComment.ts";
import { atMostBlank, declarationLines, entryLines } from "./blankLines.ts";
import { type Gap, gapBetween, separated } from "./gap.ts";
import { type Arrangement, mergedGap, type Part, type Unit } from "./header.ts";
import { Break, Change, type Layout, nextToken } from "./layout.ts";
import { blankBetween, opens, sticks } from "./spacing.ts";
import { Writer } from "./writer.ts";

/** Nothing stands before. */
const START = -1;

export class Printer {
  private readonly layout: Layout;
  private readonly writer: Writer;
  private readonly unit: string;
  private readonly eol: string;
  private readonly indents: string[] = [""];
  /** Where the text begins, behind a byte order mark. */
  private readonly begin: number;
  /** Levels of the line that is being written. */
  private level = 0;

  constructor(layout: Layout, indent: string) {
    this.layout = layout;
    const { source } = layout.tree;
    this.writer = new Writer(source);
    this.unit = indent;
    this.begin = source.charCodeAt(0) === 0xfeff ? 1 : 0;
    // The last line end decides where they differ, as formatting keeps that one.
    const end = source.lastIndexOf("\n");
    this.eol = end > 0 && source[end - 1] === "\r" ? "\r\n" : "\n";
  }

  /** All edits, in order and apart. */
  print({ units, moved, rest }: Arrangement): TextEdit[] {
    const { tree } = this.layout;
    const { starts, count } = tree.tokens;
    this.writer.copy(0, this.begin);
    if (moved > 0) this.writer.beginMove();
    let before: Unit | undefined;
    for (const [index, unit] of units.entries()) {
      const { first, last } = unit.decl;
      if (moved > 0 && index <= moved) this.gap(this.merged(before, unit), before ? before.decl.last : -1, first);
      else this.between(before ? before.decl.last : -1, first);
      if (moved > 0 && index === moved) this.writer.endMove(this.begin, starts[first] as number);
      this.tokens(first, last);
      before = unit;
    }
    const last = before ? before.decl.last : -1;
    if (moved > 0 && moved === units.length) {
      this.end(mergedGap(before?.trailing, [rest], rest.end), last);
      this.writer.endMove(this.begin, tree.source.length);
    } else this.end(separated(this.layout, gapBetween(this.layout, last, count), last, count), last);
    return this.writer.edits;
  }

  private merged(before: Unit | undefined, { detached, leading, lines }: Unit): Gap {
    return mergedGap(before?.trailing, [detached, leading], lines);
  }

  /** From token `first` to token `last`. */
  private tokens(first: number, last: number): void {
    this.token(first);
    const { tree, changes } = this.layout;
    let before = first;
    for (let t = nextToken(tree, first); t <= last; t = nextToken(tree, t)) {
      if (changes[t] === Change.drop) continue;
      this.between(before, t);
      this.token(t);
      before = t;
    }
  }

  private token(token: number): void {
    const { starts, kinds } = this.layout.tree.tokens;
    const start = starts[token] as number;
    const end = starts[token + 1] as number;
    const change = this.layout.changes[token];
    if (change === Change.brace) {
      this.writer.put(kinds[token] === Sym.less ? "{" : "}", end);
      return;
    }
    this.writer.copy(start, end);
    if (change === Change.colon) this.writer.put(":", end);
  }

  private between(before: number, after: number): void {
    const how = this.layout.breaks[after] as Break;
    const { tree } = this.layout;
    if (after === before + 1 && how < Break.statement) {
      this.writer.put(blankBetween(this.layout, how, before, after), tree.tokens.starts[after] as number);
      return;
    }
    const gap = gapBetween(this.layout, before, after);
    if (gap.bad || how === Break.verbatim) {
      this.writer.copy(this.endOf(before), tree.tokens.starts[after] as number);
      if (how >= Break.statement) this.level = this.layout.levels[after] as number;
      return;
    }
    this.gap(gap, before, after);
  }

  private gap(found: Gap, before: number, after: number): void {
    const how = this.layout.breaks[after] as Break;
    const end = this.layout.tree.tokens.starts[after] as number;
    if (how < Break.statement) {
      this.inline(found, how, before, after, end);
      return;
    }
    this.level = this.layout.levels[after] as number;
    const isEntry = how >= Break.entry && how <= Break.closingEntry;
    const gap = isEntry ? found : separated(this.layout, found, before, after);
    const commentLevel = how === Break.closing || how === Break.closingEntry ? this.level + 1 : this.level;
    if (before < 0) this.start(gap, end);
    else if (isEntry) this.lines(entryLines(this.layout, gap, how, before), gap, commentLevel, end);
    else this.lines(declarationLines(this.layout, gap, how, after), gap, commentLevel, end);
  }

  /** Within a line. A line comment ends it, and what follows is indented once more. */
  private inline({ comments }: Gap, how: Break, before: number, after: number, end: number): void {
    const { kinds, starts } = this.layout.tree.tokens;
    let prior = before;
    let broken = false;
    for (const comment of comments) {
      const opened = prior === before && opens(kinds[before] as number) && how !== Break.space;
      this.writer.put(broken ? this.newLine(1, this.level + 1) : opened ? "" : " ", starts[comment] as number);
      this.comment(comment, this.level);
      broken = kinds[comment] === TokenKind.LineComment;
      prior = comment;
    }
    const isMark = sticks(kinds[after] as number);
    if (broken) this.writer.put(this.newLine(1, isMark ? this.level : this.level + 1), end);
    else if (comments.length === 0) this.writer.put(blankBetween(this.layout, how, before, after), end);
    else this.writer.put(isMark ? "" : " ", end);
  }

  /** Before all declarations. */
  private start(gap: Gap, end: number): void {
    this.lines(
      [
        START,
        ...atMostBlank(gap)
          .slice(1)
          .map(n => Math.max(1, n)),
      ],
      gap,
      0,
      end,
    );
  }

  private end(gap: Gap, before: number): void {
    const { tree } = this.layout;
    const end = tree.source.length;
    this.level = 0;
    if (gap.bad || this.layout.breaks[tree.tokens.count] === Break.verbatim) {
      this.writer.copy(this.endOf(before), end);
      return;
    }
    const lines = atMostBlank(gap);
    lines[gap.comments.length] = 1;
    if (before < 0) lines[0] = START;
    this.lines(lines, gap, 0, end);
  }

  private lines(lines: readonly number[], { comments }: Part, level: number, end: number): void {
    const { starts, count } = this.layout.tree.tokens;
    for (const [i, comment] of comments.entries()) {
      const n = lines[i] as number;
      this.writer.put(n === START ? "" : n === 0 ? " " : this.newLine(n, level), starts[comment] as number);
      this.comment(comment, level);
    }
    const n = lines[comments.length] as number;
    const atEnd = end === starts[count];
    this.writer.put(n === START ? "" : atEnd ? this.eol : this.newLine(n, this.level), end);
  }

  private comment(comment: number, level: number): void {
    const { source, tokens } = this.layout.tree;
    const start = tokens.starts[comment] as number;
    const end = tokens.starts[comment + 1] as number;
    if (tokens.kinds[comment] === TokenKind.LineComment) {
      let to = end;
      while (to > start && isBlank(source.charCodeAt(to - 1))) to--;
      this.writer.copy(start, to);
      if (to < end) this.writer.put("", end);
      return;
    }
    const text = source.slice(start, end);
    if (text.includes("\n")) this.writer.put(blockComment(text, this.indent(level), this.eol), end);
    else this.writer.copy(start, end);
  }

  private endOf(token: number): number {
    return token < 0 ? this.begin : (this.layout.tree.tokens.starts[token + 1] as number);
  }

  private newLine(count: number, level: number): string {
    return (count > 1 ? this.eol + this.eol : this.eol) + this.indent(level);
  }

  private indent(level: number): string {
    while (this.indents.length <= level) this.indents.push(this.indents.at(-1) + this.unit);
    return this.indents[level] as string;
  }
}

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
