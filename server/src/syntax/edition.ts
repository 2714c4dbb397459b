/** The editions of the language, as numbered by `google.protobuf.Edition`; proto2 and proto3 are editions too. */
export const Edition = { proto2: 998, proto3: 999, edition2023: 1000, edition2024: 1001, edition2026: 1002 } as const;

const editions: ReadonlyMap<string, number> = new Map([
  ["2023", Edition.edition2023],
  ["2024", Edition.edition2024],
  ["2026", Edition.edition2026],
]);

export const editionOf = (text: string): number | undefined => editions.get(text);

export const editionNames: readonly string[] = [...editions.keys()];

/** How an edition is named in text. */
export function editionName(edition: number): string {
  if (edition === Edition.proto2) return "proto2";
  if (edition === Edition.proto3) return "proto3";
  for (const [name, number] of editions) if (number === edition) return name;
  return String(edition);
}
