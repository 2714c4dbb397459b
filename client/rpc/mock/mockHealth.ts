/** The health service of the mock server, `grpc.health.v1`. */
import type * as grpc from "@grpc/grpc-js";
import { methodCodec } from "../codec/methodCodec.ts";
import type { Schema } from "../codec/schema.ts";
import { addMethod, fail, type RawStream } from "./rawServer.ts";

export type Health = "SERVING" | "NOT_SERVING";

export interface HealthService {
  /** `service`: "" is the server as a whole. Whoever watches is told. */
  set(service: string, health: Health): void;
}

/** `services`: full names; all serve at first. */
export function addHealth(server: grpc.Server, bundled: Schema, services: readonly string[]): HealthService {
  const states = new Map<string, Health>(["", ...services].map(name => [name, "SERVING"]));
  const watchers = new Set<(service: string) => void>();
  const check = methodCodec(bundled, "/grpc.health.v1.Health/Check")!;

  const serviceOf = (bytes: Uint8Array): string => {
    const decoded = check.decodeRequest(bytes);
    return "malformed" in decoded ? "" : ((JSON.parse(decoded.json) as { service?: string }).service ?? "");
  };
  const answer = (status: Health | "SERVICE_UNKNOWN"): Buffer => {
    const encoded = check.encodeResponse(JSON.stringify({ status }));
    return Buffer.from("bytes" in encoded ? encoded.bytes : []);
  };

  addMethod(server, "/grpc.health.v1.Health/Check", call => {
    onRequest(call, bytes => {
      const service = serviceOf(bytes);
      const state = states.get(service);
      if (!state) {
        fail(call, "NOT_FOUND", `there is no service ${service}`);
        return;
      }
      call.write(answer(state));
      call.end();
    });
  });
  addMethod(server, "/grpc.health.v1.Health/Watch", call => {
    onRequest(call, bytes => {
      const service = serviceOf(bytes);
      const tell = (changed: string): void => {
        if (changed === service) call.write(answer(states.get(service) ?? "SERVICE_UNKNOWN"));
      };
      watchers.add(tell);
      call.on("cancelled", () => {
        watchers.delete(tell);
        call.end();
      });
      tell(service);
    });
  });
  return {
    set(service, health) {
      states.set(service, health);
      for (const tell of watchers) tell(service);
    },
  };
}

/** The one request of a method that has one; a call without any is for an empty one. */
function onRequest(call: RawStream, take: (bytes: Uint8Array) => void): void {
  let taken = false;
  call.on("data", (bytes: Buffer) => {
    if (taken) return;
    taken = true;
    take(bytes);
  });
  call.on("end", () => {
    if (!taken) take(Buffer.alloc(0));
  });
}
