/** What stands behind the last dot of a name: `C` of `a.b.C`; the whole of a name without one. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
