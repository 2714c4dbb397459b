/**
 * What is known of types, loaded as it is asked for: the closure of a file is decoded when one of its declarations is needed, the rest of
 * the workspace stays bytes.
 */
import {
  createFileRegistry,
  type DescExtension,
  type DescMessage,
  type DescMethod,
  type DescService,
  type FileRegistry,
  create,
  fromBinary,
} from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type DescriptorIndex, type IndexedFile, indexDescriptors } from "./descriptorIndex.ts";
import { bundledDescriptors } from "./bundledDescriptors.ts";
import { repairFiles } from "./repairFiles.ts";

/** Gives the descriptors of a type that the schema lacks, from another workspace or from a server; they may carry their imports. */
export type TypeResolver = (typeName: string) => Uint8Array | undefined;

export class Schema {
  readonly #sets: Uint8Array[];
  #index: DescriptorIndex;
  /** Built once more for each set that is added later: well-known types and `google.rpc`, for sets without them. */
  #bundled: DescriptorIndex | undefined;
  #registries: FileRegistry[] = [];
  readonly #loaded = new Set<IndexedFile>();
  readonly #repairs = new Set<string>();
  readonly #extended = new Set<string>();
  readonly #resolver: TypeResolver | undefined;

  /** `descriptorSet`: bytes of a FileDescriptorSet. Throws `WireError` for other bytes. */
  constructor(descriptorSet: Uint8Array, resolver?: TypeResolver) {
    this.#sets = [descriptorSet];
    this.#index = indexDescriptors(descriptorSet);
    this.#resolver = resolver;
  }

  /** Full names of the services of the set, in the set's order. */
  get services(): string[] {
    return [...this.#index.services.keys()];
  }

  /** What had to be repaired in the descriptors that were loaded so far. */
  get repairs(): string[] {
    return [...this.#repairs];
  }

  /** Files of the set by name. */
  get index(): DescriptorIndex {
    return this.#index;
  }

  /** Adds descriptors, as those of an `Any` that a server gave by reflection. Files that are known already stay as they are. */
  add(descriptorSet: Uint8Array): void {
    this.#sets.push(descriptorSet);
    this.#index = indexDescriptors(...this.#sets);
    this.#extended.clear();
  }

  findService(name: string): DescService | undefined {
    return this.#find(name, registry => registry.getService(name));
  }

  findMessage(name: string): DescMessage | undefined {
    const found = this.#find(name, registry => registry.getMessage(name));
    if (found || !this.#resolver) return found;
    const more = this.#resolver(name);
    if (!more) return undefined;
    this.add(more);
    return this.#find(name, registry => registry.getMessage(name));
  }

  findExtension(name: string): DescExtension | undefined {
    return this.#find(name, registry => registry.getExtension(name));
  }

  /** The extension of a message that has a number, from any file of the set. */
  extensionFor(extendee: DescMessage, number: number): DescExtension | undefined {
    if (extendee.proto.extensionRange.length === 0) return undefined;
    if (!this.#extended.has(extendee.typeName)) {
      this.#extended.add(extendee.typeName);
      this.#load(this.#index, this.#index.extensionsOf(extendee.typeName));
    }
    for (const registry of this.#registries) {
      const found = registry.getExtensionFor(extendee, number);
      if (found) return found;
    }
    return undefined;
  }

  /** The method of a path `/package.Service/Method`; the first slash may be absent. */
  findMethod(path: string): DescMethod | undefined {
    const slash = path.lastIndexOf("/");
    const service = this.findService(path.slice(path.startsWith("/") ? 1 : 0, slash));
    return service?.methods.find(method => method.name === path.slice(slash + 1));
  }

  #find<T>(name: string, get: (registry: FileRegistry) => T | undefined): T | undefined {
    for (const registry of this.#registries) {
      const found = get(registry);
      if (found) return found;
    }
    this.#bundled ??= indexDescriptors(bundledDescriptors());
    for (const index of [this.#index, this.#bundled]) {
      const file = index.fileOf(name);
      if (!file || this.#loaded.has(file)) continue;
      const found = get(this.#load(index, [file])!);
      if (found) return found;
    }
    return undefined;
  }

  /** Decodes the closure of files as one registry; the types in it refer only to each other. */
  #load(index: DescriptorIndex, roots: readonly IndexedFile[]): FileRegistry | undefined {
    const wanted = roots.filter(file => !this.#loaded.has(file));
    if (wanted.length === 0) return undefined;
    const closure = index.closure(wanted);
    const protos = this.#withBundled(closure).map(file => fromBinary(FileDescriptorProtoSchema, file.bytes));
    const { files, repairs } = repairFiles(protos);
    for (const repair of repairs) this.#repairs.add(repair);
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: files }));
    this.#registries.push(registry);
    for (const file of closure) this.#loaded.add(file);
    return registry;
  }

  /** Well-known imports that the set lacks are known all the same. */
  #withBundled(closure: readonly IndexedFile[]): IndexedFile[] {
    const names = new Set(closure.map(file => file.name));
    const lacking = closure.flatMap(file => file.dependencies).filter(name => !names.has(name));
    if (lacking.length === 0) return [...closure];
    this.#bundled ??= indexDescriptors(bundledDescriptors());
    const bundled = this.#bundled;
    const roots = lacking.flatMap(name => bundled.files.get(name) ?? []);
    return [...bundled.closure(roots).filter(file => !names.has(file.name)), ...closure];
  }
}
