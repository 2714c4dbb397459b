/** The benchmark workspace as refactorings see it: real files on disk, outlines of all of them, and the reference compiler's word. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { placedRefs } from "../../server/src/features/occurrences.ts";
import type { Everywhere } from "../../server/src/features/references.ts";
import type { WithTexts } from "../../server/src/features/settle.ts";
import { disk } from "../../server/src/host/disk.ts";
import { declare } from "../../server/src/outline/buildOutline.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { ImportGraph } from "../../server/src/workspace/importGraph.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { benchWorkspace, protoFiles } from "../bench/workspace.ts";

export interface BenchmarkFiles extends Everywhere {
  readonly folder: string;
  readonly files: readonly string[];
  readonly withTexts: WithTexts;
}

export const openBenchmark = (): BenchmarkFiles => openFolder(benchWorkspace());

/** All files of a folder that is their import root. */
export function openFolder(folder: string): BenchmarkFiles {
  const bundled = path.resolve("server/protos");
  const files = protoFiles(folder);
  const workspace = new Workspace(disk, { folders: [folder], roots: [folder], bundled });
  const db = new Database<Checked>(workspace, checkFile);
  workspace.useOutlines(file => db.outline(file));
  for (const file of files) {
    const { outline } = declare(parse(readFileSync(file, "utf8")));
    db.preload(file, outline);
    workspace.names.set(file, outline);
  }
  const imports = new ImportGraph(db, () => files);
  const over = (of: Database<Checked>, done: (file: string) => void): Everywhere => ({
    tree: file => of.tree(file),
    declared: file => of.declared(file),
    linked: file => of.linked(file),
    outline: file => of.outline(file),
    text: file => of.text(file),
    resolveImport: (from, name) => of.resolveImport(from, name),
    importName: file => of.importName(file),
    whoDeclares: name => of.whoDeclares(name),
    whoSees: file => imports.whoSees(file, db.revision),
    optionRefs: file => {
      const tree = of.tree(file);
      const refs = of.checked(file)?.options.refs;
      return tree && refs ? placedRefs(tree, refs) : [];
    },
    problems: file => of.problems(file),
    checked: file => of.checked(file),
    done,
  });
  const withTexts: WithTexts = texts => {
    const names = new Map([...texts.keys()].map(file => [workspace.importName(file), file]));
    const written = new Map(texts);
    const after = new Database<Checked>(
      {
        read: file => written.get(file) ?? db.text(file),
        resolveImport: (from, name) => workspace.resolveImport(from, name) ?? names.get(name),
        importName: file => workspace.importName(file),
        whoDeclares: name => workspace.whoDeclares(name),
      },
      checkFile,
    );
    for (const file of files) {
      const outline = texts.has(file) ? undefined : db.outline(file);
      if (outline) after.preload(file, outline);
    }
    const write = (file: string, text: string): void => {
      written.set(file, text);
      after.changed(file);
    };
    const everywhere = over(after, file => {
      after.putAway(file);
      db.putAway(file);
    });
    return { ...everywhere, write };
  };
  return { ...over(db, file => db.putAway(file)), folder, files, withTexts };
}

/** What the reference compiler makes of files, by name; some texts are others than on disk, or new. Throws where they do not compile. */
export function compiled(
  { folder }: BenchmarkFiles,
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): Map<string, FileDescriptorProto> {
  const over = mkdtempSync(path.join(tmpdir(), "protocall-after-"));
  try {
    for (const [file, text] of texts) {
      const at = path.join(over, path.relative(folder, file));
      mkdirSync(path.dirname(at), { recursive: true });
      writeFileSync(at, text);
    }
    const out = path.join(over, "set.binpb");
    const list = path.join(over, "files.txt");
    writeFileSync(list, files.map(f => path.relative(folder, f)).join("\n"));
    const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
    const roots = [over, folder, path.resolve("server/protos")].map(root => `-I${root}`);
    execFileSync(protoc, [...roots, `--descriptor_set_out=${out}`, `@${list}`], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const { file } = fromBinary(FileDescriptorSetSchema, readFileSync(out));
    return new Map(file.map(f => [f.name, f]));
  } finally {
    rmSync(over, { recursive: true, force: true });
  }
}
