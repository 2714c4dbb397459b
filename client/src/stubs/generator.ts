/** What the command needs of the stub generators, wherever they run. */

export interface Target {
  /** As the user writes it on a command line: `ts`. */
  readonly id: string;
  /** `TypeScript, messages and grpc-js clients` */
  readonly title: string;
  /** What is generated with, and what of it has to be installed. */
  readonly detail: string;
}

export interface Generation {
  readonly target: string;
  /** Base64 of a FileDescriptorSet with all imports and source info. */
  readonly descriptorSet: string;
  /** Paths as imported, of the files to generate for. */
  readonly files: readonly string[];
  /** Absolute path; made if it is not there. */
  readonly folder: string;
}

export type Generated =
  | {
      readonly ok: true;
      /** Paths relative to the folder. */
      readonly files: readonly string[];
      /** What the generated code needs at run time, as one command: `npm install @bufbuild/protobuf`. */
      readonly install?: string;
    }
  /** Nothing was written. */
  | { readonly ok: false; readonly message: string; readonly advice: readonly string[] };

export interface Generator {
  readonly targets: readonly Target[];
  generate(generation: Generation, signal: AbortSignal): Promise<Generated>;
}
