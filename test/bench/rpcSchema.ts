/** What a call needs before its first byte: the schema of one service out of thousands of files; and bytes ↔ JSON beside protobufjs. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import protobufjs from "protobufjs";
import { planOf } from "../../client/rpc/codec/fieldPlan.ts";
import { decodeJson, encodeJson } from "../../client/rpc/codec/messageCodec.ts";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { descriptorsOfTexts } from "../support/descriptors.ts";
import { median, type Row, timed } from "./stats.ts";

const CLI = path.resolve("client/out/cli.js");
const METHOD = "/google.pubsub.v1.Publisher/Publish";
const ROUNDS = 7;

export async function benchRpcSchema(folder: string): Promise<Row[]> {
  return [...(await benchClosure(folder)), ...(await benchCodec())];
}

async function benchClosure(folder: string): Promise<Row[]> {
  const out = path.resolve("test/out/bench-set.binpb");
  execFileSync(process.execPath, [CLI, "build", "-o", out, "."], { cwd: folder, stdio: "ignore" });
  const set = readFileSync(out);
  const index: number[] = [];
  const closure: number[] = [];
  let files = 0;
  for (let i = 0; i < ROUNDS; i++) {
    let schema: Schema | undefined;
    index.push(
      await timed(() => {
        schema = new Schema(set);
      }),
    );
    // As far as a call goes: both types with what encoding and decoding prepare.
    closure.push(
      await timed(() => {
        const method = schema?.findMethod(METHOD);
        if (!method) throw new Error(`no ${METHOD}`);
        planOf(method.input);
        planOf(method.output);
      }),
    );
    files = schema?.index.files.size ?? 0;
  }
  return [
    {
      figure: `schema closure of one service of ${files} files`,
      unit: "ms",
      ours: median(closure),
      reach: "≤ 50 ms",
    },
    { figure: "the same, the first time in a process", unit: "ms", ours: closure[0] as number, reach: "–" },
    { figure: `index of a descriptor set of ${files} files`, unit: "ms", ours: median(index), reach: "–" },
  ];
}

const orders = `syntax = "proto3";
package bench;
message Order { string id = 1; Customer customer = 2; repeated Line lines = 3; map<string, string> labels = 4; Kind kind = 5; }
message Customer { string name = 1; repeated string emails = 2; int64 since = 3; bool active = 4; }
message Line { string article = 1; int32 count = 2; double price = 3; int64 stock = 4; repeated int32 sizes = 5; }
enum Kind { KIND_NONE = 0; KIND_RUSH = 1; }
`;

/** About 4 KB on the wire. */
const order = {
  id: "2f1c9d0e-77aa-4c1f-9a55-0123456789ab",
  customer: {
    name: "Kim Minji",
    emails: ["minji@example.com", "kim@example.org"],
    since: "1700000000000",
    active: true,
  },
  lines: Array.from({ length: 60 }, (_, i) => ({
    article: `article number ${i} with a name of usual length`,
    count: i,
    price: i * 1.25,
    stock: String(9_007_199_254_740_993n + BigInt(i)),
    sizes: [1, 2, 3, i],
  })),
  labels: { region: "kr", channel: "web", tier: "gold" },
  kind: "KIND_RUSH",
};

async function benchCodec(): Promise<Row[]> {
  const schema = new Schema(descriptorsOfTexts({ "orders.proto": orders }));
  const desc = schema.findMessage("bench.Order");
  if (!desc) throw new Error("no bench.Order");
  const json = JSON.stringify(order);
  const encoded = encodeJson(schema, desc, json);
  if ("problems" in encoded) throw new Error("the order does not fit");
  const { bytes } = encoded;
  const peer = protobufjs.parse(orders, new protobufjs.Root(), { keepCase: false }).root.lookupType("bench.Order");
  const asJson = { longs: String, enums: String, bytes: String };
  const rows: readonly (readonly [string, () => unknown, () => unknown])[] = [
    [
      "JSON text to bytes",
      () => encodeJson(schema, desc, json),
      () => peer.encode(peer.fromObject(JSON.parse(json) as object)).finish(),
    ],
    [
      "bytes to JSON text",
      () => decodeJson(schema, desc, bytes, { indent: 0 }),
      () => JSON.stringify(peer.toObject(peer.decode(bytes), asJson)),
    ],
  ];
  const out: Row[] = [];
  for (const [figure, ours, theirs] of rows) {
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    // Side by side, so that what else the machine does hits both.
    for (let i = 0; i < ROUNDS; i++) {
      times.ours.push(await perSecond(ours));
      times.theirs.push(await perSecond(theirs));
    }
    out.push({
      figure: `${figure}, messages of ${(bytes.length / 1024).toFixed(1)} KB per second (higher is better)`,
      unit: "/s",
      ours: median(times.ours),
      peer: { name: "protobufjs, unchecked", value: median(times.theirs) },
      reach: "–",
    });
  }
  return out;
}

const COUNT = 500;

async function perSecond(run: () => unknown): Promise<number> {
  const ms = await timed(() => {
    for (let i = 0; i < COUNT; i++) run();
  });
  return COUNT / (ms / 1000);
}
