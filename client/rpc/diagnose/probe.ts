/** One look at a port: what answers to the start of plain HTTP/2. No metadata, no body. */
import type { Target } from "../target.ts";
import { type Dialed, dial } from "../transport/dial.ts";
import { timeLimit } from "../transport/timeLimit.ts";

const PREFACE = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1"),
  // An empty SETTINGS frame.
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

export type PlainAnswer =
  | { readonly connected: false; readonly dialed: Dialed & { readonly ok: false } }
  | {
      readonly connected: true;
      readonly firstBytes?: Buffer;
      readonly end: "closed" | "silent" | { readonly error: string } | undefined;
    };

export async function probePlain(target: Target, proxy: string | undefined, ms: number): Promise<PlainAnswer> {
  const dialed = await dial(target, proxy, ms);
  if (!dialed.ok) return { connected: false, dialed };
  const { socket } = dialed;
  return new Promise(resolve => {
    const finish = (rest: {
      firstBytes?: Buffer;
      end: "closed" | "silent" | { error: string } | undefined;
    }): void => {
      endLimit();
      socket.removeAllListeners();
      socket.on("error", () => {});
      socket.destroy();
      resolve({ connected: true, ...rest });
    };
    const endLimit = timeLimit(ms, () => finish({ end: "silent" }));
    socket.once("data", (firstBytes: Buffer) => finish({ firstBytes, end: undefined }));
    socket.once("end", () => finish({ end: "closed" }));
    socket.once("error", (error: NodeJS.ErrnoException) => finish({ end: { error: error.code ?? "" } }));
    socket.resume();
    socket.write(PREFACE);
  });
}

/** A frame of type 4 is SETTINGS, with which a server of HTTP/2 begins. */
export const isSettings = (bytes: Buffer | undefined): boolean => bytes !== undefined && bytes[3] === 4;

export const isHttp1 = (bytes: Buffer | undefined): boolean =>
  bytes !== undefined && bytes.subarray(0, 5).toString("latin1") === "HTTP/";
