/**
 * Answers as far as the editor takes them: one that describes how it shows a feature, and leaves snippets, Markdown or trees out, gets
 * plain text and lists. One that does not describe the feature gets the answer as it is.
 */
import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type Connection,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type SignatureHelp,
  type SymbolInformation,
} from "vscode-languageserver";
import { type Handler, wrapHandlers } from "./handlers.ts";
import { plainMarkdown } from "./plainText.ts";
import { plainSnippet } from "../features/completion/accept.ts";

/** What one editor has not. */
export interface Lacking {
  readonly snippets: boolean;
  readonly hoverMarkdown: boolean;
  readonly proposalMarkdown: boolean;
  readonly signatureMarkdown: boolean;
  readonly symbolTrees: boolean;
}

export function lackingOf({ textDocument }: ClientCapabilities): Lacking {
  const { completion, hover, signatureHelp, documentSymbol } = textDocument ?? {};
  const without = (formats: readonly MarkupKind[] | undefined): boolean => !formats?.includes(MarkupKind.Markdown);
  return {
    snippets: completion !== undefined && !completion.completionItem?.snippetSupport,
    hoverMarkdown: hover !== undefined && without(hover.contentFormat),
    proposalMarkdown: completion !== undefined && without(completion.completionItem?.documentationFormat),
    signatureMarkdown:
      signatureHelp !== undefined && without(signatureHelp.signatureInformation?.documentationFormat),
    symbolTrees: documentSymbol !== undefined && !documentSymbol.hierarchicalDocumentSymbolSupport,
  };
}

/** `lacking` is asked at each answer: what the editor takes is known once it has introduced itself. */
export function plainWhereLacking(connection: Connection, lacking: () => Lacking): Connection {
  const adapters: Readonly<Record<string, (result: never, params: never) => unknown>> = {
    onCompletion: (result: CompletionItem[] | CompletionList) => plainProposals(result, lacking()),
    onCompletionResolve: (item: CompletionItem) => plainProposal(item, lacking()),
    onHover: (hover: Hover) =>
      lacking().hoverMarkdown ? { ...hover, contents: plainContent(hover.contents as MarkupContent) } : hover,
    onSignatureHelp: (help: SignatureHelp) => (lacking().signatureMarkdown ? plainSignatures(help) : help),
    onDocumentSymbol: (symbols: DocumentSymbol[], { textDocument }: { textDocument: { uri: string } }) =>
      lacking().symbolTrees ? symbols.flatMap(s => flatSymbols(s, textDocument.uri)) : symbols,
  };
  return wrapHandlers(connection, (what, handler) => {
    const adapt = adapters[what] as ((result: unknown, params: unknown) => unknown) | undefined;
    return adapt ? adapted(handler, adapt) : handler;
  });
}

const adapted =
  (handler: Handler, adapt: (result: unknown, params: unknown) => unknown): Handler =>
  (...args) => {
    const plain = (result: unknown): unknown => (result ? adapt(result, args[0]) : result);
    const result = handler(...args);
    return result instanceof Promise ? result.then(plain) : plain(result);
  };

function plainProposals(result: CompletionItem[] | CompletionList, lacking: Lacking): unknown {
  const items = Array.isArray(result) ? result : result.items;
  const plain = items.map(item => plainProposal(item, lacking));
  return Array.isArray(result) ? plain : { ...result, items: plain };
}

function plainProposal(item: CompletionItem, { snippets, proposalMarkdown }: Lacking): CompletionItem {
  let out = item;
  if (snippets && out.insertTextFormat === InsertTextFormat.Snippet) {
    const { textEdit, insertText, ...rest } = out;
    out = {
      ...rest,
      insertTextFormat: InsertTextFormat.PlainText,
      ...(insertText === undefined ? {} : { insertText: plainSnippet(insertText) }),
      ...(textEdit ? { textEdit: { ...textEdit, newText: plainSnippet(textEdit.newText) } } : {}),
    };
  }
  if (proposalMarkdown && typeof out.documentation === "object")
    out = { ...out, documentation: plainContent(out.documentation) };
  return out;
}

const plainContent = ({ value }: MarkupContent): MarkupContent => ({
  kind: MarkupKind.PlainText,
  value: plainMarkdown(value),
});

const plainSignatures = (help: SignatureHelp): SignatureHelp => ({
  ...help,
  signatures: help.signatures.map(s => ({
    ...s,
    ...(typeof s.documentation === "object" ? { documentation: plainContent(s.documentation) } : {}),
    ...(s.parameters
      ? {
          parameters: s.parameters.map(p =>
            typeof p.documentation === "object" ? { ...p, documentation: plainContent(p.documentation) } : p,
          ),
        }
      : {}),
  })),
});

function flatSymbols(
  { name, kind, range, tags, children }: DocumentSymbol,
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  const own = {
    name,
    kind,
    location: { uri, range },
    ...(tags ? { tags } : {}),
    ...(containerName ? { containerName } : {}),
  };
  return [
    own,
    ...(children ?? []).flatMap(c => flatSymbols(c, uri, containerName ? `${containerName}.${name}` : name)),
  ];
}
