import { homedir } from "node:os";
import path from "node:path";

/** Where downloads for tests are kept between runs: `PROTOCALL_CACHE`, or the user's cache folder. */
export function cacheFolder(...parts: string[]): string {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(process.env.PROTOCALL_CACHE || path.join(base, "protocall"), ...parts);
}
