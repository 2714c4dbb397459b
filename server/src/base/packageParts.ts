/** A package and those around it, the outermost last: `a.b.c`, `a.b`, `a`. */
export function* packageParts(name: string): Generator<string> {
  for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) yield name.slice(0, end);
}
