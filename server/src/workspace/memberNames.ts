/**
 * Names of fields, oneofs and enum values, each kept once with the number of files that have it: most of them are the same few words in
 * thousands of files. A file holds the numbers of its names; which declarations they are is read from its outline when somebody asks.
 */
import type { DeclOutline, EnumValueOutline, FieldOutline, OneofOutline, Outline } from "../outline/outline.ts";

export type MemberOutline = FieldOutline | OneofOutline | EnumValueOutline;

export class MemberNames {
  private readonly ids = new Map<string, number>();
  /** By number; those that no file has are left from former ones. */
  readonly names: string[] = [];
  /** How many files have each; 0 for those whose number is free. */
  private readonly files: number[] = [];
  private readonly free: number[] = [];

  /** The numbers of the names that a file has, each once. Whoever drops them gives them to `release`. */
  take(outline: Outline): Int32Array {
    const own = new Set<number>();
    for (const [, type] of outline.types)
      for (const { name } of membersOf(type)) {
        const id = this.idOf(name);
        if (own.has(id)) continue;
        own.add(id);
        this.files[id] = (this.files[id] as number) + 1;
      }
    return Int32Array.from(own);
  }

  release(ids: Int32Array): void {
    for (const id of ids) {
      const left = (this.files[id] as number) - 1;
      this.files[id] = left;
      if (left > 0) continue;
      this.ids.delete(this.names[id] as string);
      this.free.push(id);
    }
  }

  private idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.free.pop() ?? this.names.length;
    this.ids.set(name, id);
    this.names[id] = name;
    this.files[id] = 0;
    return id;
  }
}

/** What a person wrote in a message or an enum and might look for: not the oneof of an `optional`, nor what a map or a group brings along. */
export function membersOf(type: DeclOutline | undefined): readonly MemberOutline[] {
  if (type?.kind === "enum") return type.values;
  if (type?.kind !== "message" || type.synthetic === "map-entry") return [];
  const { fields, oneofs } = type;
  return oneofs.length === 0 && fields.every(isWritten) ? fields : [...fields, ...oneofs].filter(isWritten);
}

/** The one of that name. */
export function memberOf(type: DeclOutline, name: string): MemberOutline | undefined {
  if (type.kind === "enum") return firstNamed(type.values, name);
  if (type.kind !== "message" || type.synthetic === "map-entry") return undefined;
  const member = firstNamed(type.fields, name) ?? firstNamed(type.oneofs, name);
  return member && isWritten(member) ? member : undefined;
}

const isWritten = (member: MemberOutline): boolean =>
  member.kind === "field" ? member.form !== "group" : member.kind !== "oneof" || !member.synthetic;

function firstNamed<T extends MemberOutline>(members: readonly T[], name: string): T | undefined {
  for (const member of members) if (member.name === name) return member;
  return undefined;
}
