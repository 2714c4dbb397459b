/** What the names in options stand for, and what may stand at a place: for navigation, semantic tokens and completion. */
import type { DeclId, FileId } from "../link/world.ts";
import type { MessageRef, OptionField } from "./schema.ts";

/** The tokens `first` to `last` (inclusive) name `target`: a field, an extension, an enum value, or the type of an Any. */
export interface OptionRef {
  readonly first: number;
  readonly last: number;
  readonly target: DeclId;
}

/** At token `first` stands a value of `field`. */
export interface OptionValueAt {
  readonly first: number;
  readonly field: OptionField;
}

/** Between the tokens `first` and `last` stand fields of `type`. */
export interface OptionLiteralAt {
  readonly first: number;
  readonly last: number;
  readonly type: MessageRef;
}

export class OptionRefs {
  readonly names: OptionRef[] = [];
  readonly values: OptionValueAt[] = [];
  readonly literals: OptionLiteralAt[] = [];
  /** Files whose extensions or types the options name. */
  readonly files = new Set<FileId>();

  add(first: number, last: number, target: DeclId): void {
    this.names.push({ first, last, target });
  }

  /** The same for an extension or a type, whose file is imported for it. */
  use(first: number, last: number, target: DeclId): void {
    this.add(first, last, target);
    this.files.add(target.file);
  }

  value(first: number, field: OptionField): void {
    this.values.push({ first, field });
  }

  literal(first: number, last: number, type: MessageRef): void {
    this.literals.push({ first, last, type });
  }
}
