/**
 * The tree of one file. Nodes point at tokens by index (`first` and `last`, both inclusive and never trivia), hold no resolved
 * names and know no other file. Whatever the text lacks is `undefined`; a node exists as soon as its keyword was seen.
 */
import type { Tokens } from "./lexer.ts";
import type { Problem } from "../base/problem.ts";

export interface Tree {
  readonly source: string;
  readonly tokens: Tokens;
  readonly root: FileNode;
  /** Of the tokens and of the grammar, in the order of the text. */
  readonly problems: readonly Problem[];
  /** The problems with those that nobody is told of, since they stand in a file whose language is unknown: where the structure is a guess. */
  readonly mistakes: readonly Problem[];
  /** `proto2`, `proto3`, or an edition such as `2023`; `proto2` where the file does not say. */
  readonly syntax: SyntaxLevel;
}

/** `edition` is the numeric value of `google.protobuf.Edition`: 998 proto2, 999 proto3, 1000 = 2023, 1001 = 2024, 1002 = 2026. */
export interface SyntaxLevel {
  readonly kind: "proto2" | "proto3" | "editions";
  readonly edition: number;
  /** As written; empty where the file has no such line. */
  readonly text: string;
}

export interface NodeBase {
  first: number;
  last: number;
}

/** One identifier. */
export interface Name extends NodeBase {
  readonly kind: "Name";
  readonly text: string;
}

/** `a.b.C` or `.a.b.C`; `text` is without blanks, with the leading dot. */
export interface Path extends NodeBase {
  readonly kind: "Path";
  readonly absolute: boolean;
  readonly parts: Name[];
  text: string;
}

/** One or more adjacent string literals, which the language joins. */
export interface StringLit extends NodeBase {
  readonly kind: "String";
  /** Token indices. */
  readonly tokens: number[];
}

/** An integer literal without its sign, as written. */
export interface IntLit extends NodeBase {
  readonly kind: "Int";
  readonly text: string;
  readonly negative: boolean;
}

export interface FloatLit extends NodeBase {
  readonly kind: "Float";
  readonly text: string;
  readonly negative: boolean;
}

/** An identifier as a value: `true`, `inf`, an enum value. */
export interface IdentValue extends NodeBase {
  readonly kind: "Ident";
  readonly text: string;
  readonly negative: boolean;
}

/** `{ … }`, or `< … >` inside of another. */
export interface MessageLit extends NodeBase {
  readonly kind: "MessageLit";
  readonly fields: LitField[];
}

export interface ListLit extends NodeBase {
  readonly kind: "ListLit";
  readonly values: Value[];
}

export type Value = StringLit | IntLit | FloatLit | IdentValue | MessageLit | ListLit;

/** `name: value`, `[ext.name]: value` or `[host/type.Name] { … }` inside of a message literal. */
export interface LitField extends NodeBase {
  readonly kind: "LitField";
  /** As written between the brackets for an extension or a type URL, without blanks; else the identifier. */
  readonly name: string;
  readonly form: "field" | "extension" | "any";
  /** Tokens of the name, brackets included. */
  readonly nameFirst: number;
  nameLast: number;
  colon: boolean;
  value: Value | undefined;
}

/** A part of an option's name: `name` or `(ext.name)`. */
export interface OptionNamePart extends NodeBase {
  readonly kind: "OptionNamePart";
  readonly extension: boolean;
  /** Without parentheses and blanks. */
  text: string;
  /** The path inside the parentheses. */
  path: Path | undefined;
}

export interface Option extends NodeBase {
  readonly kind: "Option";
  /** `option a = b;`, or one of the list in brackets. */
  readonly form: "statement" | "compact";
  readonly name: OptionNamePart[];
  value: Value | undefined;
}

export interface CompactOptions extends NodeBase {
  readonly kind: "CompactOptions";
  readonly options: Option[];
}

export interface SyntaxDecl extends NodeBase {
  readonly kind: "Syntax";
  readonly keyword: "syntax" | "edition";
  value: StringLit | undefined;
}

export interface PackageDecl extends NodeBase {
  readonly kind: "Package";
  name: Path | undefined;
}

export interface ImportDecl extends NodeBase {
  readonly kind: "Import";
  modifier: "public" | "weak" | "option" | undefined;
  modifierToken: number;
  path: StringLit | undefined;
}

export interface Visibility extends NodeBase {
  readonly kind: "Visibility";
  readonly text: "export" | "local";
}

export interface Body extends NodeBase {
  readonly kind: "Body";
  readonly decls: Decl[];
  /** False where the closing brace is missing. */
  closed: boolean;
}

export interface MessageDecl extends NodeBase {
  readonly kind: "Message";
  visibility: Visibility | undefined;
  name: Name | undefined;
  body: Body | undefined;
}

/** A field, a map field, a group, or an extension field (inside of `extend`). */
export interface FieldDecl extends NodeBase {
  readonly kind: "Field";
  label: Name | undefined;
  /** For a group the keyword `group`; absent for a map. */
  type: Path | undefined;
  map: MapType | undefined;
  name: Name | undefined;
  number: IntLit | undefined;
  options: CompactOptions | undefined;
  /** The body of a group. */
  body: Body | undefined;
  isGroup: boolean;
}

export interface MapType extends NodeBase {
  readonly kind: "MapType";
  key: Path | undefined;
  value: Path | undefined;
}

export interface OneofDecl extends NodeBase {
  readonly kind: "Oneof";
  name: Name | undefined;
  body: Body | undefined;
}

export interface EnumDecl extends NodeBase {
  readonly kind: "Enum";
  visibility: Visibility | undefined;
  name: Name | undefined;
  body: Body | undefined;
}

export interface EnumValueDecl extends NodeBase {
  readonly kind: "EnumValue";
  name: Name | undefined;
  number: IntLit | undefined;
  options: CompactOptions | undefined;
}

export interface ExtendDecl extends NodeBase {
  readonly kind: "Extend";
  extendee: Path | undefined;
  body: Body | undefined;
}

export interface RangeNode extends NodeBase {
  readonly kind: "Range";
  start: IntLit | undefined;
  /** `end` is written out; `max` is the keyword; neither: a single number. */
  end: IntLit | undefined;
  max: boolean;
}

export interface ExtensionsDecl extends NodeBase {
  readonly kind: "Extensions";
  readonly ranges: RangeNode[];
  options: CompactOptions | undefined;
}

export interface ReservedDecl extends NodeBase {
  readonly kind: "Reserved";
  readonly ranges: RangeNode[];
  /** String literals before editions, identifiers since. */
  readonly names: (StringLit | Name)[];
}

export interface ServiceDecl extends NodeBase {
  readonly kind: "Service";
  name: Name | undefined;
  body: Body | undefined;
}

export interface MethodType extends NodeBase {
  readonly kind: "MethodType";
  stream: boolean;
  type: Path | undefined;
}

export interface MethodDecl extends NodeBase {
  readonly kind: "Method";
  name: Name | undefined;
  input: MethodType | undefined;
  output: MethodType | undefined;
  body: Body | undefined;
}

/** A lone `;`. */
export interface EmptyDecl extends NodeBase {
  readonly kind: "Empty";
}

/** Tokens that are no declaration. */
export interface BadDecl extends NodeBase {
  readonly kind: "Bad";
}

export type Decl =
  | SyntaxDecl
  | PackageDecl
  | ImportDecl
  | Option
  | MessageDecl
  | FieldDecl
  | OneofDecl
  | EnumDecl
  | EnumValueDecl
  | ExtendDecl
  | ExtensionsDecl
  | ReservedDecl
  | ServiceDecl
  | MethodDecl
  | EmptyDecl
  | BadDecl;

export interface FileNode extends NodeBase {
  readonly kind: "File";
  readonly decls: Decl[];
}

export type Node =
  | FileNode
  | Decl
  | Body
  | Name
  | Path
  | Value
  | LitField
  | OptionNamePart
  | CompactOptions
  | MapType
  | MethodType
  | RangeNode
  | Visibility;
