/** Paths of a FieldMask: snake_case in the message, lowerCamelCase in JSON. */

/** Nothing for names that are not in lowerCamelCase. */
export function toSnakeCase(path: string): string | undefined {
  if (!/^[A-Za-z0-9.]+$/.test(path)) return undefined;
  return path.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** Nothing for names that would not come back the same. */
export function toCamelCase(path: string): string | undefined {
  const camel = path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return toSnakeCase(camel) === path ? camel : undefined;
}
