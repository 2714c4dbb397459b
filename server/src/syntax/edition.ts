/** The editions of the language, as numbered by `google.protobuf.Edition`. */
const editions: ReadonlyMap<string, number> = new Map([
  ["2023", 1000],
  ["2024", 1001],
  ["2026", 1002],
]);

export const editionOf = (text: string): number | undefined => editions.get(text);

export const editionNames: readonly string[] = [...editions.keys()];

/** How an edition is named in text; proto2 and proto3 are editions too. */
export function editionName(edition: number): string {
  if (edition === 998) return "proto2";
  if (edition === 999) return "proto3";
  for (const [name, number] of editions) if (number === edition) return name;
  return String(edition);
}
