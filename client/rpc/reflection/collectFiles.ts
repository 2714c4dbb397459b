/** Asks a server for the files of symbols and all they import, until nothing is missing that the server has. */
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { indexDescriptors } from "../codec/descriptorIndex.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { WireCursor } from "../wire/records.ts";
import type { ReflectionRequest, ReflectionResponse } from "./reflectionCodec.ts";

export interface FoundFiles {
  /** FileDescriptorProtos by name, in the order of arrival. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly missing: string[];
}

/** A server that sends more than this is broken or hostile. */
export interface Limits {
  readonly files: number;
  readonly bytes: number;
}

const LIMITS: Limits = { files: 20_000, bytes: 256 * 1024 * 1024 };

export class TooMuch extends Error {
  readonly text: Bilingual;

  constructor(text: Bilingual) {
    super(text.en);
    this.text = text;
  }
}

/** Messages whose extensions are asked for, each a question of its own. */
const MAX_EXTENDED = 100;

type Ask = (request: ReflectionRequest) => Promise<ReflectionResponse>;

/** Throws `TooMuch`, and `WireError` for bytes that are no FileDescriptorProto. */
export async function collectFiles(ask: Ask, symbols: readonly string[], limits = LIMITS): Promise<FoundFiles> {
  const collector = new Collector(ask, limits);
  for (const symbol of symbols) {
    if (!collector.knows(symbol)) await collector.request({ fileContainingSymbol: symbol }, symbol);
  }
  await collector.requestImports();
  await collector.requestExtensions();
  return { files: collector.files, missing: [...collector.missing] };
}

class Collector {
  readonly files = new Map<string, Uint8Array>();
  readonly missing = new Set<string>();
  readonly #ask: Ask;
  readonly #imports = new Set<string>();
  readonly #types = new Set<string>();
  readonly #extended = new Set<string>();
  readonly #limits: Limits;
  #bytes = 0;

  constructor(ask: Ask, limits: Limits) {
    this.#ask = ask;
    this.#limits = limits;
  }

  knows(symbol: string): boolean {
    return this.#types.has(symbol);
  }

  async request(request: ReflectionRequest, what: string): Promise<void> {
    const { fileDescriptorResponse } = await this.#ask(request);
    const files = fileDescriptorResponse?.fileDescriptorProto ?? [];
    if (files.length === 0) this.missing.add(what);
    for (const base64 of files) this.#add(Buffer.from(base64, "base64"));
  }

  #add(bytes: Uint8Array): void {
    const index = indexDescriptors(descriptorSetOf(new Map([["", bytes]])));
    for (const [name, file] of index.files) {
      if (this.files.has(name)) continue;
      this.#bytes += bytes.length;
      const { files: most, bytes: room } = this.#limits;
      if (this.files.size >= most)
        throw new TooMuch({ en: `there are more than ${most} files`, ko: `파일이 ${most}개가 넘습니다` });
      if (this.#bytes > room)
        throw new TooMuch({ en: `the files have more than ${room} bytes`, ko: `파일이 ${room}바이트가 넘습니다` });
      this.files.set(name, bytes);
      for (const dependency of file.dependencies) this.#imports.add(dependency);
      for (const service of index.services.keys()) this.#types.add(service);
      extensibleMessages(bytes, file.package, this.#extended);
    }
  }

  async requestImports(): Promise<void> {
    // The set grows while it is walked.
    for (const name of this.#imports) {
      if (!this.files.has(name)) await this.request({ fileByFilename: name }, name);
    }
  }

  /** Nothing imports the files that extend a message. */
  async requestExtensions(): Promise<void> {
    const types = [...this.#extended].filter(name => !name.startsWith("google.protobuf.")).slice(0, MAX_EXTENDED);
    for (const containingType of types) {
      const { allExtensionNumbersResponse } = await this.#ask({ allExtensionNumbersOfType: containingType });
      for (const extensionNumber of allExtensionNumbersResponse?.extensionNumber ?? []) {
        const what = `extension ${extensionNumber} of ${containingType}`;
        await this.request({ fileContainingExtension: { containingType, extensionNumber } }, what);
      }
    }
    await this.requestImports();
  }
}

export function descriptorSetOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const writer = new BinaryWriter();
  for (const bytes of files.values()) writer.tag(1, WireType.LengthDelimited).bytes(bytes);
  return writer.finish();
}

/** Full names of messages with extension ranges. Numbers are those of `descriptor.proto`. */
function extensibleMessages(file: Uint8Array, packageName: string, found: Set<string>): void {
  const visit = (start: number, end: number, scope: string, nested: number): void => {
    const cursor = new WireCursor(file, start, end);
    while (cursor.next()) {
      if (cursor.number !== nested || cursor.wireType !== 2) continue;
      const { start: from, end: to } = cursor;
      const inner = new WireCursor(file, from, to);
      let name = "";
      let isExtensible = false;
      while (inner.next()) {
        if (inner.number === 1 && inner.wireType === 2)
          name = Buffer.from(file.subarray(inner.start, inner.end)).toString();
        if (inner.number === 5) isExtensible = true;
      }
      const full = scope ? `${scope}.${name}` : name;
      if (isExtensible) found.add(full);
      visit(from, to, full, 3);
    }
  };
  visit(0, file.length, packageName, 4);
}
