/** Layout → edits. Goes over all significant tokens once, in the order of the arrangement, and writes what stands between them. */
import type { TextEdit } from "../base/problem.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { blockComment } from "./blockComment.ts";
import { type Gap, closes, gapBetween, groupEnd, leadingStart, separated, trailingCount } from "./gap.ts";
import type { Arrangement, Part, Unit } from "./header.ts";
import { Break, Change, type Layout, nextToken } from "./layout.ts";
import { Writer } from "./writer.ts";

/** Blank lines are two line ends. */
const BLANK = 2;
/** Nothing stands before. */
const START = -1;

export class Printer {
  private readonly layout: Layout;
  private readonly writer: Writer;
  private readonly unit: string;
  private readonly eol: string;
  private readonly indents: string[] = [""];
  /** Levels of the line that is being written. */
  private level = 0;

  constructor(layout: Layout, indent: string) {
    this.layout = layout;
    const { source } = layout.tree;
    this.writer = new Writer(source);
    this.unit = indent;
    // The last line end decides where they differ, as formatting keeps that one.
    const end = source.lastIndexOf("\n");
    this.eol = end > 0 && source[end - 1] === "\r" ? "\r\n" : "\n";
  }

  /** All edits, in order and apart. */
  print({ units, moved, rest }: Arrangement): TextEdit[] {
    const { tree } = this.layout;
    const { starts, count } = tree.tokens;
    if (tree.source.charCodeAt(0) === 0xfeff) this.writer.copy(0, 1);
    const begin = tree.source.charCodeAt(0) === 0xfeff ? 1 : 0;
    if (moved > 0) this.writer.beginMove();
    let before: Unit | undefined;
    for (const [index, unit] of units.entries()) {
      const { first, last } = unit.decl;
      if (index < moved || (moved > 0 && index === moved))
        this.gap(this.merged(before, unit), before ? before.decl.last : -1, first);
      else this.between(before ? before.decl.last : -1, first);
      if (moved > 0 && index === moved) this.writer.endMove(begin, starts[first] as number);
      this.tokens(first, last);
      before = unit;
    }
    const last = before ? before.decl.last : -1;
    if (moved > 0 && moved === units.length) {
      this.end(mergedGap(before?.trailing, [rest], rest.end), last);
      this.writer.endMove(begin, tree.source.length);
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
      this.writer.put(this.blank(how, before, after), tree.tokens.starts[after] as number);
      return;
    }
    const gap = gapBetween(this.layout, before, after);
    if (gap.bad || how === Break.verbatim) {
      const from = before < 0 ? 0 : (tree.tokens.starts[before + 1] as number);
      this.writer.copy(
        Math.max(from, tree.source.charCodeAt(0) === 0xfeff ? 1 : 0),
        tree.tokens.starts[after] as number,
      );
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
    else if (isEntry) this.entry(gap, how, before, commentLevel, end);
    else this.lines(this.declarationLines(gap, how, after), gap, commentLevel, end);
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
    else if (comments.length === 0) this.writer.put(this.blank(how, before, after), end);
    else this.writer.put(isMark ? "" : " ", end);
  }

  /** Before all declarations. */
  private start(gap: Gap, end: number): void {
    this.lines([START, ...gap.lines.slice(1).map(n => Math.max(1, Math.min(n, BLANK)))], gap, 0, end);
  }

  private end(gap: Gap, before: number): void {
    const { tree } = this.layout;
    const end = tree.source.length;
    this.level = 0;
    if (gap.bad || this.layout.breaks[tree.tokens.count] === Break.verbatim) {
      const from = before < 0 ? 0 : (tree.tokens.starts[before + 1] as number);
      this.writer.copy(from, end);
      return;
    }
    const lines = gap.lines.map(n => Math.min(n, BLANK));
    lines[gap.comments.length] = 1;
    if (before < 0) lines[0] = START;
    this.lines(lines, gap, 0, end);
  }

  /** The line ends between declarations, such that each comment keeps its owner. */
  private declarationLines(gap: Gap, how: Break, after: number): number[] {
    const { tree } = this.layout;
    const { comments } = gap;
    const count = comments.length;
    const lines = gap.lines.map(n => Math.min(n, BLANK));
    lines[count] = Math.max(1, lines[count] as number);
    if (how === Break.closing) lines[count] = 1;
    if (count === 0) {
      if (how === Break.first || how === Break.listed) lines[0] = 1;
      if (how === Break.section) lines[0] = BLANK;
      return lines;
    }
    // Comments side by side before the next declaration begin lines of their own.
    if (gap.lines.every(n => n === 0) && count > 1) lines[1] = 1;
    if (how === Break.first) {
      const one = groupEnd(tree, gap, 0) === count && (lines[count] as number) === 1 && !closes(tree, after);
      if (one && lines[0] === BLANK) lines[0] = 1;
    } else if (how === Break.section || how === Break.listed) {
      const trailing = trailingCount(tree, gap, after);
      const leading = leadingStart(tree, gap, trailing);
      const apart = trailing > 0 && (lines[0] as number) > 0;
      const detached = leading > trailing;
      if (how === Break.section || apart || detached) lines[trailing] = BLANK;
      else lines[trailing] = 1;
    }
    return lines;
  }

  /** Entries of literals and options have no owner to keep: comments stay at the end of a line, or go before the next entry. */
  private entry(gap: Gap, how: Break, before: number, level: number, end: number): void {
    const { kinds } = this.layout.tree.tokens;
    const count = gap.comments.length;
    const lines = gap.lines.map(n => Math.min(n, BLANK));
    const opened = opens(kinds[before] as number);
    const besideNext = lines.every(n => n === 0);
    if (besideNext || (opened && !this.isOptions(before)))
      for (let i = 0; i < count && lines[i] === 0; i++) lines[i] = 1;
    if (opened) lines[0] = Math.min(lines[0] as number, 1);
    lines[count] = how === Break.closingEntry || lines[count] === 0 ? 1 : (lines[count] as number);
    this.lines(lines, gap, level, end);
  }

  /** Whether it opens options, whose first comment may stand behind the bracket; that of a literal has a line of its own. */
  private isOptions(bracket: number): boolean {
    const { kinds } = this.layout.tree.tokens;
    return kinds[bracket] === Sym.openBracket && this.layout.breaks[bracket] === Break.space;
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

  private newLine(count: number, level: number): string {
    return (count > 1 ? this.eol + this.eol : this.eol) + this.indent(level);
  }

  private indent(level: number): string {
    while (this.indents.length <= level) this.indents.push(this.indents.at(-1) + this.unit);
    return this.indents[level] as string;
  }

  /** What stands between two tokens of a line. */
  private blank(how: Break, before: number, after: number): string {
    if (how === Break.none) return "";
    if (how === Break.space) return " ";
    const { kinds } = this.layout.tree.tokens;
    const left = kinds[before] as number;
    const right = kinds[after] as number;
    const isMap = right === Sym.less && this.layout.changes[after] !== Change.brace;
    return opens(left) || joins(left) || left === Sym.minus || sticks(right) || joins(right) || isMap ? "" : " ";
  }
}

/** Comments that trail what stands before, then those that go with what follows, each part set off by a blank line where it must be. */
function mergedGap(trailing: Part | undefined, parts: readonly Part[], end: number): Gap {
  const comments = [...(trailing?.comments ?? [])];
  const lines = [...(trailing?.lines ?? [])];
  const apart = (lines[0] ?? 0) > 0;
  const some = parts.filter(p => p.comments.length > 0);
  for (const [i, { comments: own, lines: theirs }] of some.entries()) {
    comments.push(...own);
    const isDetached = parts[0]?.comments.length !== 0;
    lines.push(i > 0 || apart || isDetached ? BLANK : Math.max(1, theirs[0] as number), ...theirs.slice(1));
  }
  const isApart = some.length === 0 ? apart : some.at(-1) === parts[0];
  lines.push(isApart ? BLANK : Math.max(1, end));
  return { comments, lines, bad: false };
}

const opens = (kind: number): boolean =>
  kind === Sym.openParen || kind === Sym.openBracket || kind === Sym.less || kind === Sym.open;

/** Written without a blank before. */
const sticks = (kind: number): boolean =>
  kind === Sym.comma ||
  kind === Sym.semicolon ||
  kind === Sym.colon ||
  kind === Sym.closeParen ||
  kind === Sym.closeBracket ||
  kind === Sym.greater;

/** Written without a blank on either side. */
const joins = (kind: number): boolean => kind === Sym.dot || kind === Sym.slash;

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
