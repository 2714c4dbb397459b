/** Locations of SourceCodeInfo, each with its path, its span and the comments that belong to it. */
import type { ByteWriter } from "../base/byteWriter.ts";
import type { NodeBase, Tree } from "../syntax/ast.ts";
import { type Comments, commentsAfter } from "../syntax/comments.ts";
import { type TokenPositions, tokenPositions } from "./tokenPositions.ts";

/** Whoever walks the declarations keeps `path` and says where declarations end, which is what comments go by. */
export abstract class LocationWriter {
  private readonly out: ByteWriter;
  protected readonly tree: Tree;
  private readonly at: TokenPositions;
  protected readonly path: number[] = [];
  /** Comments that wait for the next declaration. */
  private leading = "";
  private detached: string[] = [];
  /** Set by `take`, for the location that is written next. */
  private own: Comments | undefined;

  constructor(out: ByteWriter, tree: Tree) {
    this.out = out;
    this.tree = tree;
    this.at = tokenPositions(tree.tokens);
  }

  /** The end of a declaration whose location is written next: that location gets the comments gathered so far. */
  protected take(token: number): void {
    const after = commentsAfter(this.tree, token);
    if (this.leading || after.trailing || this.detached.length)
      this.own = { leading: this.leading, trailing: after.trailing, detached: this.detached };
    this.leading = after.leading;
    this.detached = after.detached as string[];
  }

  /** The next location gets no comments. */
  protected dropComments(): void {
    this.own = undefined;
  }

  /** A `;` that ends no location of its own. */
  protected pass(token: number): void {
    const after = commentsAfter(this.tree, token);
    this.leading = after.leading;
    if (this.detached.length === 0) this.detached = after.detached as string[];
    else this.detached = [...this.detached, ...after.detached];
  }

  /** The `}` of a declaration: comments that nothing in it took go with it. */
  protected leave(token: number): void {
    const after = commentsAfter(this.tree, token);
    this.leading = after.leading;
    this.detached = after.detached as string[];
  }

  protected location(first: number, last: number): void {
    const { out, path } = this;
    const { line, column } = this.at;
    out.tag(1, 2);
    const at = out.begin();
    if (path.length) {
      out.tag(1, 2);
      const start = out.begin();
      for (const n of path) out.uint(n);
      out.end(start);
    }
    out.tag(2, 2);
    const start = out.begin();
    const startLine = line[first] as number;
    const end = Math.min(last + 1, this.tree.tokens.count);
    const endLine = line[end] as number;
    out.uint(startLine);
    out.uint(column[first] as number);
    if (endLine !== startLine) out.uint(endLine);
    out.uint(column[end] as number);
    out.end(start);
    const { own } = this;
    if (own) {
      this.own = undefined;
      if (own.leading) out.textField(3, own.leading);
      if (own.trailing) out.textField(4, own.trailing);
      for (const text of own.detached) out.textField(6, text);
    }
    out.end(at);
  }

  /** Where no token is, the compiler has the file start at its end and end at its start. */
  protected emptyFile(): void {
    const { out, at } = this;
    const end = this.tree.tokens.count;
    const line = at.line[end] as number;
    out.tag(1, 2);
    const location = out.begin();
    out.tag(2, 2);
    const span = out.begin();
    out.uint(line);
    out.uint(at.column[end] as number);
    if (line > 0) out.uint(0);
    out.uint(0);
    out.end(span);
    out.end(location);
  }

  protected part(number: number, first: number, last: number): void {
    this.path.push(number);
    this.location(first, last);
    this.path.pop();
  }

  protected node(number: number, node: NodeBase | undefined): void {
    if (node) this.part(number, node.first, node.last);
  }

  protected part2(number: number, index: number, first: number, last: number): void {
    this.path.push(number, index);
    this.location(first, last);
    this.path.length -= 2;
  }

  protected inside2(number: number, index: number, run: () => void): void {
    this.path.push(number, index);
    run();
    this.path.length -= 2;
  }
}
