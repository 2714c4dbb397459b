/** The parts of a TextMate grammar that ours use, and the names of scopes in short. */

export interface Capture {
  readonly name?: string;
  readonly patterns?: readonly Rule[];
}

export interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly include?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

export type Captures = Readonly<Record<number, Capture>>;

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** The text of a grammar's file. */
export const renderGrammar = (grammar: Grammar): string => `${JSON.stringify(grammar, undefined, 2)}\n`;

export const include = (...names: readonly string[]): Rule[] => names.map(name => ({ include: `#${name}` }));

/** Captures 1, 2, … by their scopes; an empty one is left out. */
export function scopes(...names: readonly string[]): Captures {
  return Object.fromEntries(names.flatMap((name, index) => (name ? [[index + 1, { name }]] : [])));
}
