/**
 * The requests and notifications that go beyond LSP, with the shapes of their values. The only part of the server that
 * the client may import. Everything is plain JSON; positions are LSP positions (0-based line, UTF-16 character).
 */

import type { Expectation } from "./expectation.ts";
import type { Language } from "../shared/language.ts";

export interface LspPosition {
  readonly line: number;
  readonly character: number;
}
export interface LspRange {
  readonly start: LspPosition;
  readonly end: LspPosition;
}

/** One RPC of the workspace. */
export interface MethodInfo {
  /** `package.Service` */
  readonly service: string;
  readonly method: string;
  readonly kind: "unary" | "client-streaming" | "server-streaming" | "bidirectional";
  /** Full names without a leading dot. */
  readonly input: string;
  readonly output: string;
  readonly uri: string;
  /** Of the method's name. */
  readonly range: LspRange;
}

/** `protocall/methods`: every RPC of the workspace, or of one file. */
export interface MethodsParams {
  readonly uri?: string;
}
export type MethodsResult = readonly MethodInfo[];

/** `protocall/newRequest`: the text of a request document for a method, with a body made from its request message. */
export interface NewRequestParams {
  readonly uri: string;
  /** `package.Service/Method` */
  readonly method: string;
  /** Written as `@host = …`; absent where an environment has a `host` already. */
  readonly address?: string;
  /** Written as `# @profile …`. */
  readonly profile?: string;
  /** For a method that no .proto file declares: its request as JSON, and whether it takes a stream of them. */
  readonly foreign?: { readonly body: string; readonly clientStreaming: boolean };
}
export interface NewRequestResult {
  readonly text: string;
}

/** `protocall/prepareCall`: the request at a position of a request document, checked against the schema. */
export interface PrepareCallParams {
  readonly uri: string;
  readonly position: LspPosition;
  /** Hashes of descriptor sets that the client's runner already holds. */
  readonly knownDescriptors: readonly string[];
}
export interface PreparedCall {
  readonly name: string;
  /** As written, variables not yet replaced. */
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: MethodInfo["kind"];
  readonly input: string;
  readonly output: string;
  readonly metadata: readonly (readonly [string, string])[];
  /** JSON texts, one for each message. */
  readonly bodies: readonly string[];
  /** Messages that lie in files: their place in `bodies` → the path as written, relative to the document. */
  readonly bodyFiles?: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly timeoutMs?: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Names a descriptor set that holds the method's file and all it imports. */
  readonly descriptorHash: string;
  /** Base64 of that FileDescriptorSet; absent when the hash was known. */
  readonly descriptorSet?: string;
  /** The span of the request in the document. */
  readonly range: LspRange;
}
/** A call of a service that no .proto file declares: the server may know it by reflection. */
export type UnknownCall = Omit<PreparedCall, "kind" | "input" | "output" | "descriptorHash" | "descriptorSet">;

export type PrepareCallResult =
  | { readonly ok: true; readonly call: PreparedCall }
  | { readonly ok: false; readonly message: string; readonly range?: LspRange; readonly unknown?: UnknownCall };

/** `protocall/requests`: the requests of a text, for lists of them. */
export interface RequestsParams {
  readonly text: string;
}
export interface RequestInfo {
  readonly name: string;
  /** `package.Service/Method`; absent while it is not written. */
  readonly method?: string;
  readonly range: LspRange;
  /** Of the request line. */
  readonly selection: LspRange;
  readonly expectations: readonly Expectation[];
}
export type RequestsResult = readonly RequestInfo[];

/** `protocall/descriptorSet`: the FileDescriptorSet of a file and all that it imports, with source info. */
export interface DescriptorSetParams {
  readonly uri: string;
}
export type DescriptorSetResult =
  /** `files`: paths as imported, of the file itself (first) and of what it imports. */
  | {
      readonly ok: true;
      readonly descriptorSet: string;
      /** Names the set. */
      readonly hash: string;
      readonly file: string;
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** `protocall/profileHover`: what the notes say about a key of a `protocall.json`. */
export interface ProfileHoverParams {
  readonly text: string;
  readonly position: LspPosition;
}
export type ProfileHoverResult = { readonly markdown: string; readonly range: LspRange } | null;

/** `protocall/notes`: the concept notes in a language. */
export interface NotesParams {
  readonly language: Language;
}
export interface NoteInfo {
  readonly id: string;
  readonly title: string;
  /** The short text of hovers, Markdown. */
  readonly summary: string;
  /** The full page, Markdown. */
  readonly page: string;
}
export type NotesResult = readonly NoteInfo[];

/** `protocall/explain`: what a code of a diagnostic means, as a page of Markdown. */
export interface ExplainParams {
  readonly language: Language;
  readonly code: string;
}
/** Null where there is no such code. */
export type ExplainResult = string | null;

/** `protocall/roots`: the folders that imports of a file are looked up in, in their order. */
export interface RootsParams {
  readonly uri: string;
}
export interface RootInfo {
  readonly uri: string;
  /** The path, relative to the open folder that holds it. */
  readonly shown: string;
  /** What paths of imports begin with that is no folder below the root. */
  readonly prefix?: string;
  /** Why it is a root, in the user's language. */
  readonly reason: string;
  /** URI of the file that names it. */
  readonly evidence?: string;
  readonly exists: boolean;
}
export type RootsResult = readonly RootInfo[];

export const Requests = {
  roots: "protocall/roots",
  methods: "protocall/methods",
  newRequest: "protocall/newRequest",
  prepareCall: "protocall/prepareCall",
  requests: "protocall/requests",
  descriptorSet: "protocall/descriptorSet",
  profileHover: "protocall/profileHover",
  notes: "protocall/notes",
  explain: "protocall/explain",
  settings: "protocall/settings",
} as const;

/** What the user set, told at the start and with `protocall/settings` whenever it changes. */
export interface ServerSettings {
  readonly inlayHints: {
    readonly tagSize: boolean;
    readonly implicitPresence: boolean;
    readonly jsonName: boolean;
    readonly nextNumber: boolean;
  };
  readonly codeLens: { readonly references: boolean; readonly calls: boolean };
  readonly diagnostics: {
    /** By code: `off`, `hint`, `info`, `warning` or `error`; other entries count for nothing. */
    readonly severity: Readonly<Record<string, string>>;
    /** Whether files that are not open are judged too. */
    readonly scope: "openFiles" | "workspace";
  };
  /** Whether the repository may be asked which numbers a message had before. */
  readonly gitHistory: boolean;
  /** Import roots by folder of the workspace; for its files nothing else is looked for then. */
  readonly roots: readonly FolderRootsSetting[];
  /** Language of notes and messages; what the server was started with where it is absent. */
  readonly language?: Language;
}

export interface FolderRootsSetting {
  /** URI. */
  readonly folder: string;
  /** Absolute, or relative to the folder. */
  readonly roots: readonly string[];
}

export const defaultSettings: ServerSettings = {
  inlayHints: { tagSize: true, implicitPresence: true, jsonName: true, nextNumber: true },
  codeLens: { references: true, calls: true },
  diagnostics: { severity: {}, scope: "openFiles" },
  gitHistory: true,
  roots: [],
};

/** `initializationOptions` of the language server. */
export interface ServerOptions {
  /** Language of notes and messages. */
  readonly language: Language;
  /** Import roots of all files, absolute paths: for editors that have no settings by folder. */
  readonly roots?: readonly string[];
  /** The client runs the product's commands from links in hovers. */
  readonly commandLinks?: boolean;
  /** The client shows the pages `protocall-explanation:/<language>/<code>.md`. */
  readonly explanationPages?: boolean;
  readonly settings?: ServerSettings;
}
