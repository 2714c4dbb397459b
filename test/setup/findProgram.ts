import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Servers lie outside the PATH of ordinary users. */
const alsoIn = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** The full path of the first of the programs that is installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...alsoIn].filter(Boolean);
  for (const name of names)
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not there, or not for us.
      }
    }
  return undefined;
}

/** As `findProgram`, for a program that a test cannot do without. */
export function needProgram(name: string, debianPackage: string): string {
  const found = findProgram(name);
  if (!found)
    throw new Error(`${name} is not installed: apt-get install ${debianPackage}, or run npm test once as root`);
  return found;
}

export const findBrowser = (): string | undefined =>
  process.env.CHROMIUM || findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
