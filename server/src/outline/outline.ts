/**
 * The declarations of one file as other files may see them: no positions, no comments, no text, nothing resolved. Made anew with
 * each version of its file and immutable from then on. Order is that of the descriptor: nested messages hold the entries of maps and the
 * bodies of groups where the compiler puts them.
 */
import type { SyntaxLevel } from "../syntax/ast.ts";
import type { Literal } from "./literal.ts";

export interface ImportOutline {
  readonly path: string;
  readonly modifier: "public" | "weak" | "option" | undefined;
}

/**
 * An option that may matter outside of its file: built-in ones and features, never custom ones. `name` is as written but for blanks:
 * `features.field_presence`, `features.(pb.cpp).string_type`, `deprecated`.
 */
export interface OptionOutline {
  readonly name: string;
  readonly value: Literal;
}

export interface RangeOutline {
  readonly start: number;
  /** Inclusive. `max` is written as the largest number that the place allows. */
  readonly end: number;
  readonly options: readonly OptionOutline[];
}

/** Where a declaration stands: the package's name is the scope of what is at the top of a file. */
export type ParentOutline = MessageOutline | undefined;

export interface MessageOutline {
  readonly kind: "message";
  readonly name: string;
  /** `pkg.Outer.Inner`, without a leading dot. */
  readonly fullName: string;
  readonly parent: ParentOutline;
  readonly visibility: "export" | "local" | undefined;
  readonly fields: readonly FieldOutline[];
  readonly oneofs: readonly OneofOutline[];
  readonly messages: readonly MessageOutline[];
  readonly enums: readonly EnumOutline[];
  readonly extensions: readonly FieldOutline[];
  readonly extensionRanges: readonly RangeOutline[];
  readonly reservedRanges: readonly RangeOutline[];
  readonly reservedNames: readonly string[];
  readonly options: readonly OptionOutline[];
  /** Not written by the user: the entry of a map field, or the body of a group. */
  readonly synthetic: "map-entry" | "group" | undefined;
}

export interface FieldOutline {
  readonly kind: "field";
  readonly name: string;
  /** `pkg.Message.field`; for an extension the scope in which it is declared, not the message that it extends. */
  readonly fullName: string;
  readonly parent: ParentOutline;
  /** -1 where it is missing or not a number of 32 bits. */
  readonly number: number;
  readonly label: "optional" | "required" | "repeated" | undefined;
  /** As written: `int32`, `Foo`, `.a.Foo`; for a map and a group the name of the nested message. Empty where it is missing. */
  readonly type: string;
  readonly form: "plain" | "map" | "group";
  /** Written text of the extended message; only for extensions. */
  readonly extendee: string | undefined;
  /** Index into `parent.oneofs`, synthetic ones included. */
  readonly oneof: number | undefined;
  readonly proto3Optional: boolean;
  readonly jsonName: string | undefined;
  readonly defaultValue: Literal | undefined;
  readonly options: readonly OptionOutline[];
}

export interface OneofOutline {
  readonly kind: "oneof";
  readonly name: string;
  readonly fullName: string;
  readonly parent: ParentOutline;
  readonly options: readonly OptionOutline[];
  /** Stands for a proto3 `optional`; such oneofs follow the written ones. */
  readonly synthetic: boolean;
}

export interface EnumOutline {
  readonly kind: "enum";
  readonly name: string;
  readonly fullName: string;
  readonly parent: ParentOutline;
  readonly visibility: "export" | "local" | undefined;
  readonly values: readonly EnumValueOutline[];
  readonly reservedRanges: readonly RangeOutline[];
  readonly reservedNames: readonly string[];
  readonly options: readonly OptionOutline[];
}

export interface EnumValueOutline {
  readonly kind: "enumValue";
  readonly name: string;
  /** A sibling of its enum: `pkg.Outer.VALUE`, not `pkg.Outer.Enum.VALUE`. */
  readonly fullName: string;
  readonly parent: EnumOutline;
  readonly number: number;
  readonly options: readonly OptionOutline[];
}

export interface ServiceOutline {
  readonly kind: "service";
  readonly name: string;
  readonly fullName: string;
  readonly methods: readonly MethodOutline[];
  readonly options: readonly OptionOutline[];
}

export interface MethodOutline {
  readonly kind: "method";
  readonly name: string;
  readonly fullName: string;
  readonly parent: ServiceOutline;
  readonly input: string;
  readonly output: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly options: readonly OptionOutline[];
}

export type DeclOutline =
  | MessageOutline
  | FieldOutline
  | OneofOutline
  | EnumOutline
  | EnumValueOutline
  | ServiceOutline
  | MethodOutline;

/** What matters of a file to who imports it and uses nothing of it. */
export interface FileHead {
  readonly imports: readonly ImportOutline[];
  /** Whether its code is generated for the small runtime. */
  readonly isLite: boolean;
}

export interface Outline extends FileHead {
  readonly syntax: SyntaxLevel;
  /** Empty for none. */
  readonly package: string;
  readonly messages: readonly MessageOutline[];
  readonly enums: readonly EnumOutline[];
  readonly extensions: readonly FieldOutline[];
  readonly services: readonly ServiceOutline[];
  readonly options: readonly OptionOutline[];
  /** Messages, enums, services and extensions at any depth by full name; the first of several of a name. */
  readonly types: ReadonlyMap<string, DeclOutline>;
  /** What a reference from another file resolves to depends on this. */
  readonly namesHash: number;
  /** What that means depends on this. */
  readonly shapeHash: number;
  /** Of the head alone. */
  readonly headHash: number;
}
