/** What the language of request bodies asks about messages: names and types of fields, nothing about where they stand. */
import type { DeclId } from "../link/world.ts";

export interface BodySchema {
  /** Undefined where the message is not known; then nothing about it is judged. */
  message(id: DeclId): BodyMessage | undefined;
  /** A message by its full name, for `@type` of Any. */
  findMessage(fullName: string): BodyMessage | undefined;
  /** An extension by its full name, for keys like `[package.extension]`. */
  findExtension(fullName: string): BodyField | undefined;
  /** Full names of messages that an Any may hold. */
  readonly messageNames: readonly string[];
}

export interface BodyMessage {
  readonly id: DeclId;
  readonly fields: readonly BodyField[];
}

export interface BodyField {
  /** As declared. */
  readonly name: string;
  readonly jsonName: string;
  readonly id: DeclId;
  /** Of the element for repeated fields, of the value for maps. */
  readonly type: BodyType;
  readonly shape: "single" | "repeated" | "map";
  /** Scalar type of the keys of a map. */
  readonly keyType?: string;
  /** Name of the oneof that it is a member of; synthetic ones do not count. */
  readonly oneof?: string;
  readonly isDeprecated: boolean;
  readonly isRequired: boolean;
}

export type BodyType =
  | { readonly kind: "scalar"; readonly name: string }
  | { readonly kind: "message"; readonly id: DeclId }
  | {
      readonly kind: "enum";
      readonly id: DeclId;
      readonly values: readonly { readonly name: string; readonly number: number }[];
    }
  /** The type could not be resolved: its .proto has a problem of its own. */
  | { readonly kind: "unknown" };
