/**
 * Where things are in a FileDescriptorSet, found by walking over its bytes without decoding them: a workspace of thousands of files is
 * indexed in a fraction of a second, and only the files that a call needs are decoded. Field numbers are those of
 * `google/protobuf/descriptor.proto`.
 */
import { WireCursor } from "../wire/records.ts";

/** One file of a set: its bytes and what can be said of it without decoding. */
export interface IndexedFile {
  readonly name: string;
  readonly package: string;
  readonly dependencies: readonly string[];
  readonly bytes: Uint8Array;
}

export interface DescriptorIndex {
  /** By file name; of two files with one name the first counts. */
  readonly files: ReadonlyMap<string, IndexedFile>;
  /** Full names of services. */
  readonly services: ReadonlyMap<string, IndexedFile>;
  /** The file that declares a message, enum, service or extension; nested names are found by what they are nested in. */
  fileOf(fullName: string): IndexedFile | undefined;
  /** Files that extend a message. */
  extensionsOf(messageName: string): readonly IndexedFile[];
  /** A file and all it imports, imports first. Imports that the set lacks are left out. */
  closure(files: readonly IndexedFile[]): IndexedFile[];
}

/** Scans a set. Throws `WireError` for bytes that are no FileDescriptorSet. */
export function indexDescriptors(...sets: readonly Uint8Array[]): DescriptorIndex {
  const files = new Map<string, IndexedFile>();
  const symbols = new Map<string, IndexedFile>();
  const services = new Map<string, IndexedFile>();
  for (const set of sets) {
    const cursor = new WireCursor(set, 0, set.length);
    while (cursor.next()) {
      if (cursor.number !== 1 || cursor.wireType !== 2) continue;
      const scanned = scanFile(set.subarray(cursor.start, cursor.end));
      if (files.has(scanned.file.name)) continue;
      files.set(scanned.file.name, scanned.file);
      const prefix = scanned.file.package ? `${scanned.file.package}.` : "";
      for (const name of scanned.types) if (!symbols.has(prefix + name)) symbols.set(prefix + name, scanned.file);
      for (const name of scanned.services) {
        if (!symbols.has(prefix + name)) symbols.set(prefix + name, scanned.file);
        if (!services.has(prefix + name)) services.set(prefix + name, scanned.file);
      }
    }
  }
  let extensions: Map<string, IndexedFile[]> | undefined;
  return {
    files,
    services,
    fileOf(fullName) {
      for (let name = fullName; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        const file = symbols.get(name);
        if (file) return file;
      }
      return undefined;
    },
    extensionsOf(messageName) {
      extensions ??= scanExtensions(files.values());
      return extensions.get(messageName) ?? [];
    },
    closure: roots => closure(files, roots),
  };
}

function closure(files: ReadonlyMap<string, IndexedFile>, roots: readonly IndexedFile[]): IndexedFile[] {
  const seen = new Set<string>();
  const result: IndexedFile[] = [];
  // An own stack: chains of imports may be longer than the call stack is deep. A cycle is cut where it closes.
  const stack: { readonly file: IndexedFile; next: number }[] = [];
  const enter = (file: IndexedFile): void => {
    if (seen.has(file.name)) return;
    seen.add(file.name);
    stack.push({ file, next: 0 });
  };
  for (const root of roots) {
    enter(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const dependency = top.file.dependencies[top.next++];
      if (dependency === undefined) {
        result.push(top.file);
        stack.pop();
        continue;
      }
      const file = files.get(dependency);
      if (file) enter(file);
    }
  }
  return result;
}

interface ScannedFile {
  readonly file: IndexedFile;
  readonly types: readonly string[];
  readonly services: readonly string[];
}

function scanFile(bytes: Uint8Array): ScannedFile {
  let name = "";
  let packageName = "";
  const dependencies: string[] = [];
  const types: string[] = [];
  const services: string[] = [];
  const cursor = new WireCursor(bytes, 0, bytes.length);
  while (cursor.next()) {
    if (cursor.wireType !== 2) continue;
    const { start, end } = cursor;
    switch (cursor.number) {
      case 1:
        name = text(bytes, start, end);
        break;
      case 2:
        packageName = text(bytes, start, end);
        break;
      case 3:
        dependencies.push(text(bytes, start, end));
        break;
      case 4:
      case 5:
      case 7:
        types.push(stringField(bytes, start, end, 1));
        break;
      case 6:
        services.push(stringField(bytes, start, end, 1));
        break;
    }
  }
  return { file: { name, package: packageName, dependencies, bytes }, types, services };
}

function scanExtensions(files: Iterable<IndexedFile>): Map<string, IndexedFile[]> {
  const result = new Map<string, IndexedFile[]>();
  for (const file of files) {
    const extendees = new Set<string>();
    extendeesIn(file.bytes, 0, file.bytes.length, 7, 4, extendees);
    for (const extendee of extendees) {
      const known = result.get(extendee);
      if (known) known.push(file);
      else result.set(extendee, [file]);
    }
  }
  return result;
}

/** In a file extensions have number 7 and messages 4; in a message they have 6 and 3. */
function extendeesIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  extension: number,
  message: number,
  found: Set<string>,
): void {
  const cursor = new WireCursor(bytes, from, to);
  while (cursor.next()) {
    if (cursor.wireType !== 2) continue;
    const { start, end } = cursor;
    if (cursor.number === extension) found.add(stringField(bytes, start, end, 2).replace(/^\./, ""));
    else if (cursor.number === message) extendeesIn(bytes, start, end, 6, 3, found);
  }
}

function stringField(bytes: Uint8Array, start: number, end: number, number: number): string {
  const cursor = new WireCursor(bytes, start, end);
  while (cursor.next()) {
    if (cursor.number === number && cursor.wireType === 2) return text(bytes, cursor.start, cursor.end);
  }
  return "";
}

const utf8 = new TextDecoder();

function text(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}
