/** What all parts of the mock server share: methods over raw bytes, where all four kinds are one. */
import * as grpc from "@grpc/grpc-js";
import { bufferOf } from "../bufferOf.ts";

export type RawStream = grpc.ServerDuplexStream<Buffer, Buffer>;

const raw = (bytes: Buffer): Buffer => bytes;

/** `path`: `/package.Service/Method`. A handler that throws ends the call with INTERNAL; the server lives on. */
export function addMethod(
  server: grpc.Server,
  path: string,
  handle: (call: RawStream) => void | Promise<void>,
): void {
  const run = async (call: RawStream): Promise<void> => {
    try {
      await handle(call);
    } catch (error) {
      fail(call, "INTERNAL", error instanceof Error ? error.message : String(error));
    }
  };
  server.register(path, ((call: RawStream) => void run(call)) as grpc.UntypedHandleCall, raw, raw, "bidi");
}

export type StatusName = keyof typeof grpc.status;

/** Ends a call with a status that is not OK. */
export function fail(call: RawStream, status: StatusName, details: string): void {
  call.emit("error", { code: grpc.status[status], details, metadata: new grpc.Metadata() });
}

/** Resolves when the connection takes more, or the call is over. */
export async function write(call: RawStream, bytes: Uint8Array): Promise<void> {
  if (call.cancelled || call.write(bufferOf(bytes))) return;
  await new Promise<void>(resolve => {
    call.once("drain", resolve);
    call.once("cancelled", resolve);
    call.once("close", resolve);
  });
}

/** Resolves early where the call is cancelled. */
export async function wait(call: RawStream, ms: number): Promise<void> {
  if (ms <= 0 || call.cancelled) return;
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms);
    call.once("cancelled", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
