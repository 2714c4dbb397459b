/** The language server without a process: its handlers as it registers them, called directly; what it logs as an error is thrown. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Connection } from "vscode-languageserver";
import { disk } from "../../server/src/host/disk.ts";
import { memoryDisk } from "../support/memoryDisk.ts";
import { Explanations } from "../../server/src/explanations/explanations.ts";
import { serve } from "../../server/src/lsp/server.ts";
import { loadNotes } from "../../server/src/notes/notes.ts";

type Handler = (...args: unknown[]) => unknown;

const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
/** What a connection has that is no method. */
const parts = /^(client|console|workspace|window|languages(\.(?!on)\w+)?)$/;
const progress = { begin() {}, report() {}, done() {}, token: never };

/** Markdown files of a folder by their names. */
function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map(name => [path.basename(name, ".md"), readFileSync(path.join(folder, name), "utf8")]),
  );
}

export class RecordedServer {
  /** By the name of what registers it, `onHover` or `languages.inlayHint.on`, or by the method of our own requests. */
  readonly handlers = new Map<string, Handler>();
  private readonly mistakes: string[] = [];

  /** `folder` and `roots` as an editor has them open; files are read from `texts`, else from the disk. */
  constructor(folder: string, roots: readonly string[], texts: ReadonlyMap<string, string>) {
    serve(this.connection(), {
      disk: {
        read: file => texts.get(file) ?? disk.read(file),
        list(folder) {
          const given = memoryDisk(Object.fromEntries(texts)).list(folder);
          const real = disk.list(folder);
          if (!given || !real) return given ?? real;
          return { files: [...given.files, ...real.files], folders: [...given.folders, ...real.folders] };
        },
      },
      readFolder: async function* (wanted) {
        yield [...texts].filter(([file]) => file.startsWith(wanted)).map(([file, text]) => ({ file, text }));
      },
      readRequests: async function* () {},
      readVersions: async function* () {},
      readNamesakes: async function* () {},
      sources: { findFiles: async () => [], readSource: async () => undefined },
      bundled: path.resolve("server/protos"),
      explanations: new Explanations(Object.values(textsIn("server/explanations"))),
      notes: loadNotes({ en: textsIn("server/notes/en"), ko: textsIn("server/notes/ko") }),
      version: "0",
    });
    this.handlers.get("onInitialize")?.(
      {
        workspaceFolders: [{ uri: `file://${folder}`, name: "fuzz" }],
        initializationOptions: { language: "en", roots, commandLinks: true },
        capabilities: {
          workspace: {
            workspaceEdit: {
              documentChanges: true,
              changeAnnotationSupport: {},
              resourceOperations: ["create", "rename", "delete"],
            },
          },
          textDocument: {
            diagnostic: {},
            codeAction: { disabledSupport: true, resolveSupport: { properties: ["edit"] } },
          },
        },
      },
      never,
      progress,
    );
  }

  /** What a request is answered; undefined where it is refused with a reason. Rejects where the server made a mistake. */
  async ask(name: string, params: unknown): Promise<unknown> {
    const asked = (async () => this.handlers.get(name)?.(params, never, progress, undefined))();
    const answer = await asked.catch(refused);
    const [mistake] = this.mistakes.splice(0);
    if (mistake !== undefined) throw new Error(`${name}: ${mistake}`);
    return answer;
  }

  private connection(at = ""): Connection {
    const get = (_: object, key: string | symbol): unknown => {
      if (typeof key !== "string" || key === "then") return undefined;
      const name = at ? `${at}.${key}` : key;
      return parts.test(name) ? this.connection(name) : (...args: unknown[]) => this.called(name, args);
    };
    return new Proxy({}, { get }) as Connection;
  }

  /** Handlers are kept; all else that the server asks of its client is done by doing nothing. */
  private called(name: string, args: readonly unknown[]): unknown {
    const handler = args.find(arg => typeof arg === "function");
    if (handler && /(^|\.)on([A-Z]|$)/.test(name)) {
      const [method] = args as [string | { method?: string }];
      this.handlers.set(typeof method === "string" ? method : (method.method ?? name), handler as Handler);
      return { dispose() {} };
    }
    if (name === "console.error") this.mistakes.push(String(args[0]));
    return Promise.resolve(name.endsWith("createWorkDoneProgress") ? progress : undefined);
  }
}

/** A `ResponseError` is an answer; the server logs what is none. */
function refused(error: unknown): undefined {
  if (typeof (error as { code?: unknown }).code === "number") return undefined;
  throw error;
}
