/** The ways in which languages write names of several words. */

/** `user_name`, `user-name` → `UserName`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|[_\W]+)([a-zA-Z0-9])/g, (_, c: string) => c.toUpperCase()).replaceAll("_", "");

/** `user_name` → `userName`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `UserName` → `user_name`, `HTTPRule` → `http_rule`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** What the values of an enum begin with: `LogLevel` → `LOG_LEVEL_`. */
export const enumPrefix = (name: string): string => `${snakeCase(name).toUpperCase()}_`;
