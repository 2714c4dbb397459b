/** The objects that outlines consist of, made to be small: a workspace holds hundreds of thousands of them. */
import { intern } from "./intern.ts";
import type { Literal } from "./literal.ts";
import type {
  EnumOutline,
  EnumValueOutline,
  FieldOutline,
  MessageOutline,
  OptionOutline,
  ParentOutline,
} from "./outline.ts";

/** While it is being built. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** The list of all that have none. */
export const none: never[] = [];

/** Most declarations are fields and enum values, and few are ever asked for their full name: it is put together then. */
abstract class Member {
  readonly name: string;
  private readonly scope: string;

  constructor(scope: string, name: string) {
    this.scope = scope;
    this.name = intern(name);
  }

  get fullName(): string {
    return this.scope ? `${this.scope}.${this.name}` : this.name;
  }
}

export class Field extends Member implements FieldOutline {
  readonly kind = "field";
  parent: ParentOutline;
  number = -1;
  label: FieldOutline["label"];
  type = "";
  form: FieldOutline["form"] = "plain";
  extendee: string | undefined;
  oneof: number | undefined;
  proto3Optional = false;
  jsonName: string | undefined;
  defaultValue: Literal | undefined;
  options: readonly OptionOutline[] = none;
}

export class EnumValue extends Member implements EnumValueOutline {
  readonly kind = "enumValue";
  readonly parent: EnumOutline;
  readonly number: number;
  readonly options: readonly OptionOutline[];

  constructor(scope: string, name: string, parent: EnumOutline, number: number, options: readonly OptionOutline[]) {
    super(scope, name);
    this.parent = parent;
    this.number = number;
    this.options = options;
  }
}

export function newMessage(
  name: string,
  scope: string,
  parent: ParentOutline,
  synthetic: MessageOutline["synthetic"],
  visibility: "export" | "local" | undefined,
): Mutable<MessageOutline> {
  return {
    kind: "message",
    name: intern(name),
    fullName: qualified(scope, name),
    parent,
    visibility,
    fields: [],
    oneofs: [],
    messages: [],
    enums: [],
    extensions: [],
    extensionRanges: [],
    reservedRanges: [],
    reservedNames: [],
    options: [],
    synthetic,
  };
}

/** Lists that grew keep room for more, and most lists of most declarations are empty: what lives long is cut to size. */
export function cutToSize(decl: object): void {
  const lists = decl as Record<string, unknown>;
  for (const key in lists) {
    const value = lists[key];
    if (Array.isArray(value)) lists[key] = value.length === 0 ? none : value.slice();
  }
}

export const qualified = (scope: string, name: string): string => (scope ? `${scope}.${intern(name)}` : intern(name));
