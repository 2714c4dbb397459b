/** The shape of a file: folding, growing selections, colours, hints. */
import {
  type Connection,
  FoldingRangeKind,
  InlayHintKind,
  MarkupKind,
  type SelectionRange,
  SemanticTokensBuilder,
  type TextEdit,
} from "vscode-languageserver";
import { type Fold, folds } from "../features/folding.ts";
import { hintTooltips } from "../features/hintTooltips.ts";
import { type HintKind, inlayHints } from "../features/inlayHints.ts";
import { requestFolds } from "../features/requestOutline.ts";
import { selectionRanges } from "../features/selectionRanges.ts";
import { semanticTokens, tokenModifiers, tokenTypes } from "../features/semanticTokens.ts";
import { LineIndex } from "../base/lineIndex.ts";
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export const tokenLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

function wantedHints({ settings }: Session): ReadonlySet<HintKind> {
  const { tagSize, implicitPresence, jsonName, nextNumber } = settings.inlayHints;
  const wanted: readonly (readonly [HintKind, boolean])[] = [
    ["tag-size", tagSize],
    ["implicit-presence", implicitPresence],
    ["json-name", jsonName],
    ["next-number", nextNumber],
  ];
  return new Set(wanted.filter(([, on]) => on).map(([kind]) => kind));
}

const MOST_BUILDERS = 32;

const foldKinds: Readonly<Record<Fold["kind"], FoldingRangeKind | undefined>> = {
  block: undefined,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

export function handleStructure(connection: Connection, session: Session): void {
  connection.onFoldingRanges(({ textDocument }) => {
    const request = session.requests.get(textDocument.uri);
    if (request) {
      const index = new LineIndex(request.source);
      return requestFolds(request)
        .map(span => rangeOf(index, span))
        .map(({ start, end }) => ({ startLine: start.line, endLine: end.line }));
    }
    const file = fileIdOf(textDocument.uri);
    const tree = session.db.tree(file);
    if (!tree) return [];
    return folds(tree).map(f => {
      const { start, end } = session.range(file, f.span);
      const last = f.lastLine === "shown" ? end.line - 1 : end.line;
      const kind = foldKinds[f.kind];
      return { startLine: start.line, endLine: Math.max(start.line, last), ...(kind ? { kind } : {}) };
    });
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const file = fileIdOf(textDocument.uri);
    const tree = session.db.tree(file);
    if (!tree || session.requests.has(textDocument.uri)) return [];
    return positions.map(position => {
      const spans = selectionRanges(tree, session.offset(file, position));
      let range: SelectionRange | undefined;
      for (const span of spans.toReversed())
        range = { range: session.range(file, span), ...(range ? { parent: range } : {}) };
      return range as SelectionRange;
    });
  });
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const file = fileIdOf(textDocument.uri);
    if (session.requests.has(textDocument.uri)) return [];
    const within = { start: session.offset(file, range.start), end: session.offset(file, range.end) };
    return inlayHints(session.db, file, within, wantedHints(session), {
      used: name => session.historyOf(file, name)?.numbers,
      language: session.language,
    }).map(h => ({
      position: session.range(file, { start: h.offset, end: h.offset }).start,
      label: h.text,
      kind: InlayHintKind.Parameter,
      paddingLeft: true,
      tooltip: { kind: MarkupKind.Markdown, value: hintTooltips[h.kind][session.language] },
      ...(h.accept ? { textEdits: [insertion(file, h.accept)] } : {}),
    }));
  });
  const insertion = (file: FileId, { offset, text }: { offset: number; text: string }): TextEdit => ({
    range: session.range(file, { start: offset, end: offset }),
    newText: text,
  });
  // Each holds the tokens of the last answer; a file whose builder is gone gets a full one again.
  const builders = new Map<FileId, SemanticTokensBuilder>();
  const keep = (file: FileId, builder: SemanticTokensBuilder): void => {
    builders.delete(file);
    builders.set(file, builder);
    const [oldest] = builders.keys();
    if (builders.size > MOST_BUILDERS && oldest !== undefined) builders.delete(oldest);
  };
  const build = (builder: SemanticTokensBuilder, file: FileId, within?: Span): void => {
    const tree = session.db.tree(file);
    if (!tree) return;
    for (const t of semanticTokens(tree, session.db.linked(file), within)) {
      const { start } = session.range(file, t.span);
      const modifiers = t.modifiers.reduce((bits, m) => bits | (1 << tokenModifiers.indexOf(m)), 0);
      builder.push(start.line, start.character, t.span.end - t.span.start, tokenTypes.indexOf(t.type), modifiers);
    }
  };
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const file = fileIdOf(textDocument.uri);
    const builder = new SemanticTokensBuilder();
    keep(file, builder);
    if (!session.requests.has(textDocument.uri)) build(builder, file);
    return builder.build();
  });
  connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }) => {
    const file = fileIdOf(textDocument.uri);
    const builder = builders.get(file) ?? new SemanticTokensBuilder();
    keep(file, builder);
    builder.previousResult(previousResultId);
    build(builder, file);
    return builder.buildEdits();
  });
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
    const file = fileIdOf(textDocument.uri);
    const builder = new SemanticTokensBuilder();
    build(builder, file, { start: session.offset(file, range.start), end: session.offset(file, range.end) });
    return builder.build();
  });
}
