/**
 * One client in a process of its own, so that its memory is its own: `node rpcClient.mjs ours|plain unary|stream ADDRESS SET`. `ours` is the
 * product's session, `plain` is grpc-js with serializers made by hand; both go from JSON to JSON. Prints its figures as JSON.
 */
import { readFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { Session } from "../../client/rpc/session.ts";
import { median } from "./stats.ts";
import { RpcError } from "../../client/rpc/errors.ts";

const [who, what, address = "", setFile = ""] = process.argv.slice(2);
const WARM_UP = 1000;
const CALLS = 4000;

interface Client {
  unary(): Promise<void>;
  /** How many messages came. */
  stream(each: (json: string) => Promise<void> | undefined): Promise<number>;
  close(): void;
}

function ours(): Client {
  const session = new Session();
  const bytes = readFileSync(setFile);
  const source = { hash: "shop", bytes: () => bytes };
  const common = {
    address,
    metadata: [],
    bodies: ['{"name": "apple", "cents": 150}'],
    tls: { mode: "plaintext" },
  } as const;
  const signal = new AbortController().signal;
  return {
    async unary() {
      const call = { ...common, path: "/shop.v1.Shop/GetItem", kind: "unary", timeoutMs: 10_000 } as const;
      for await (const event of session.call(call, source, signal))
        if (event.type === "failed") throw new RpcError(event.failure);
    },
    async stream(each) {
      let count = 0;
      const call = { ...common, path: "/shop.v1.Shop/ListItems", kind: "server-streaming" } as const;
      for await (const event of session.call(call, source, signal)) {
        if (event.type === "failed") throw new RpcError(event.failure);
        if (event.type !== "message") continue;
        count++;
        const wait = each(event.message.json);
        if (wait) await wait;
      }
      return count;
    },
    close: () => session.close(),
  };
}

function plain(): Client {
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  const request = '{"name": "apple", "cents": 150}';
  return {
    unary: () =>
      new Promise((resolve, reject) => {
        const done = (error: grpc.ServiceError | null): void => (error ? reject(error) : resolve());
        client.makeUnaryRequest(
          "/shop.v1.Shop/GetItem",
          encode,
          decode,
          request,
          new grpc.Metadata(),
          { deadline: Date.now() + 10_000 },
          done,
        );
      }),
    async stream(each) {
      let count = 0;
      for await (const json of client.makeServerStreamRequest("/shop.v1.Shop/ListItems", encode, decode, request)) {
        count++;
        const wait = each(json as string);
        if (wait) await wait;
      }
      return count;
    },
    close: () => client.close(),
  };
}

/** The two fields that are set: 1, a text, and 2, an int64. */
function encode(json: string): Buffer {
  const { name, cents } = JSON.parse(json) as { name: string; cents: number };
  const text = Buffer.from(name);
  return Buffer.concat([
    Buffer.from([0x0a, text.length]),
    text,
    Buffer.from([0x10, (cents & 0x7f) | 0x80, cents >> 7]),
  ]);
}

function decode(bytes: Buffer): string {
  const item = { name: "", cents: "0", addedAt: null, stock: {}, photo: "" };
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    if (tag === 0x0a) {
      const length = Number(varint());
      item.name = bytes.toString("utf8", at, at + length);
      at += length;
    } else if (tag === 0x10) item.cents = String(varint());
    else throw new Error(`tag ${tag}`);
  }
  return JSON.stringify(item, undefined, 2);
}

const client = who === "ours" ? ours() : plain();
let most = 0;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);

if (what === "unary") {
  const times: number[] = [];
  let cpu = process.cpuUsage();
  for (let i = 0; i < WARM_UP + CALLS; i++) {
    if (i === WARM_UP) cpu = process.cpuUsage();
    const started = performance.now();
    await client.unary();
    if (i >= WARM_UP) times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ p50: median(times), cpuMicros: (user + system) / CALLS }));
} else {
  let rested = false;
  const started = performance.now();
  const count = await client.stream(() => {
    if (what !== "paused" || rested) return undefined;
    rested = true;
    // A reader that stops: what the server sends meanwhile must not pile up here.
    return new Promise(resolve => setTimeout(resolve, 3000));
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ count, perSecond: count / seconds, megabytes: most / 1024 / 1024 }));
}
clearInterval(watch);
client.close();
