/** Where Buf keeps the modules that it has fetched: as its command line finds it. */
import { homedir } from "node:os";

export function bufCache(env: NodeJS.ProcessEnv = process.env): string {
  const { BUF_CACHE_DIR, LOCALAPPDATA, XDG_CACHE_HOME, HOME } = env;
  const general = (process.platform === "win32" && LOCALAPPDATA) || XDG_CACHE_HOME || `${HOME || homedir()}/.cache`;
  return (BUF_CACHE_DIR || `${general}/buf`).replaceAll("\\", "/").replace(/\/+$/, "");
}
