/** Schemas by reflection: from our mock server, from a real C++ server, and from servers that do not answer as they should. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { CallEvent, RawCall, Transport } from "../../client/rpc/call.ts";
import { Schema } from "../../client/rpc/codec/schema.ts";
import { failure } from "../../client/rpc/errors.ts";
import { failureText } from "../../client/rpc/failureText.ts";
import { parseAnswers } from "../../client/rpc/mock/recordedAnswers.ts";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { collectFiles, TooMuch } from "../../client/rpc/reflection/collectFiles.ts";
import { type Reflected, reflect } from "../../client/rpc/reflection/reflect.ts";
import {
  type ReflectionRequest,
  type ReflectionResponse,
  type ReflectionVersion,
  reflectionCodec,
} from "../../client/rpc/reflection/reflectionCodec.ts";
import { type JsonEvent, type ReflectedServer, Session } from "../../client/rpc/session.ts";
import { type Collectd, startCollectd } from "../support/collectd.ts";
import { inFolder } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const set = descriptorsOf("test/rpc/fixtures", "zoo.proto", "zoo_more.proto");
const files = fromBinary(FileDescriptorSetSchema, set).file;
const session = new Session();
const signal = new AbortController().signal;
const mocks = new Map<string, Mock>();
let collectd: Collectd;

before(async () => {
  for (const reflection of ["v1", "v1alpha"] as const)
    mocks.set(reflection, await startMock({ descriptorSet: set, mode: "plaintext", reflection: [reflection] }));
  mocks.set("none", await startMock({ descriptorSet: set, mode: "plaintext", reflection: [] }));
  collectd = await startCollectd();
});

after(async () => {
  session.close();
  for (const mock of mocks.values()) await mock.stop();
  await collectd.stop();
});

const server = (address: string, more: Partial<ReflectedServer> = {}): ReflectedServer => ({
  address,
  tls: { mode: "plaintext" },
  metadata: [],
  ...more,
});

function good(reflected: Reflected): Reflected & { readonly ok: true } {
  assert.ok(reflected.ok, JSON.stringify(reflected));
  return reflected;
}

for (const version of ["v1", "v1alpha"] as const)
  test(`all of a server that has ${version} alone, extensions too`, async () => {
    const found = good(await session.reflect(server(mocks.get(version)!.address), signal));
    assert.equal(found.version, version);
    assert.deepEqual(found.missing, []);
    assert.deepEqual(found.services, [
      "grpc.health.v1.Health",
      `grpc.reflection.${version}.ServerReflection`,
      "zoo.v1.Extras",
      "zoo.v1.Zoo",
    ]);
    const schema = new Schema(found.descriptorSet);
    const animal = schema.findMethod("zoo.v1.Zoo/Get")?.output;
    assert.equal(animal?.field.counts?.fieldKind, "map");
    assert.equal(schema.extensionFor(animal!, 100)?.name, "nickname");
    assert.deepEqual(schema.repairs, []);
  });

test("descriptors come as the compiler wrote them", async () => {
  const found = good(await session.reflect(server(mocks.get("v1")!.address, { symbols: ["zoo.v1.Zoo"] }), signal));
  const bytesOf = (given: Uint8Array, name: string): string =>
    Buffer.from(new Schema(given).index.files.get(name)?.bytes ?? []).toString("base64");
  assert.equal(bytesOf(found.descriptorSet, "zoo.proto"), bytesOf(set, "zoo.proto"));
});

test("a server without reflection", async () => {
  const found = await session.reflect(server(mocks.get("none")!.address), signal);
  assert.ok(!found.ok);
  assert.equal(found.failure.kind, "no-reflection");
  assert.match(failureText(found.failure, "ko").title, /리플렉션/);
});

test("a symbol that the server does not have", async () => {
  const found = good(await session.reflect(server(mocks.get("v1")!.address, { symbols: ["zoo.v1.Nope"] }), signal));
  assert.deepEqual(found.missing, ["zoo.v1.Nope"]);
});

test("an address where nobody listens, and one that is none", async () => {
  const nobody = await session.reflect(server("unix:/nonexistent.sock", { timeoutMs: 20_000 }), signal);
  assert.equal(!nobody.ok && nobody.failure.kind, "socket-missing");
  const none = await session.reflect(server("a b"), signal);
  assert.equal(!none.ok && none.failure.kind, "bad-target");
});

test("a real collectd over plaintext, TLS and mTLS: it has v1alpha alone", async () => {
  const caFiles = [`${collectd.certificates}/ca.crt`];
  const tls = { mode: "tls", roots: "files", caFiles } as const;
  const pair = { certFile: `${collectd.certificates}/client.crt`, keyFile: `${collectd.certificates}/client.key` };
  const servers = [
    server(collectd.plaintext),
    server(collectd.tls, { tls }),
    server(collectd.mtls, { tls: { ...tls, mode: "mtls", ...pair } }),
  ];
  for (const one of servers) {
    const found = good(await session.reflect(one, signal));
    assert.equal(found.version, "v1alpha");
    assert.ok(found.services.includes("collectd.Collectd"), found.services.join());
    const schema = new Schema(found.descriptorSet);
    assert.deepEqual(
      schema.findService("collectd.Collectd")?.methods.map(m => `${m.name} ${m.methodKind}`),
      ["PutValues client_streaming", "QueryValues server_streaming"],
    );
    // The schema is good for a call.
    const star = Object.fromEntries(
      ["host", "plugin", "pluginInstance", "type", "typeInstance"].map(name => [name, "*"]),
    );
    const call = {
      ...one,
      path: "/collectd.Collectd/QueryValues",
      kind: "server-streaming",
      bodies: [JSON.stringify({ identifier: star })],
    } as const;
    const events: JsonEvent[] = [];
    const source = { hash: one.address, bytes: () => found.descriptorSet };
    for await (const event of session.call(call, source, signal)) events.push(event);
    assert.equal(events.at(-1)?.type, "end", JSON.stringify(events.at(-1)));
  }
});

test("the metadata of the call goes along", async () => {
  const seen: RawCall[] = [];
  const transport = scripted("v1", () => ({ listServicesResponse: { service: [] } }), seen);
  good(await reflect(transport, { metadata: [["authorization", "Bearer x"]], timeoutMs: 20_000, signal }));
  assert.deepEqual(
    seen.map(call => call.metadata),
    [[["authorization", "Bearer x"]]],
  );
});

test("relative type names, files out of order, and one file at a time", async () => {
  const relative = structuredCloneOf(files);
  for (const file of relative)
    for (const message of file.messageType)
      for (const field of message.field) field.typeName = field.typeName.replace(/^\.zoo\.v1\./, "");
  const byName = new Map(relative.map(file => [file.name, toBinary(FileDescriptorProtoSchema, file)]));
  const asked: string[] = [];
  const transport = scripted("v1", request => {
    asked.push(Object.keys(request)[0]!);
    if (request.listServices) return { listServicesResponse: { service: [{ name: "zoo.v1.Zoo" }] } };
    const name = request.fileByFilename ?? (request.fileContainingSymbol ? "zoo.proto" : "");
    const bytes = byName.get(name);
    if (!bytes) return { errorResponse: { errorCode: 5, errorMessage: "no" } };
    return { fileDescriptorResponse: { fileDescriptorProto: [Buffer.from(bytes).toString("base64")] } };
  });
  const found = good(await reflect(transport, { metadata: [], timeoutMs: 20_000, signal }));
  assert.deepEqual(asked, [
    "listServices",
    "fileContainingSymbol",
    "fileByFilename",
    "fileByFilename",
    "allExtensionNumbersOfType",
  ]);
  const schema = new Schema(found.descriptorSet);
  assert.equal(schema.findMethod("zoo.v1.Zoo/Get")?.output.field.kind?.enum?.typeName, "zoo.v1.Kind");
});

test("imports that the server does not give are named; what comes with the product is not missed", async () => {
  const [zoo] = structuredCloneOf(files).filter(file => file.name === "zoo.proto");
  zoo!.dependency.push("tool/options.proto");
  const transport = scripted("v1", request => {
    if (request.listServices) return { listServicesResponse: { service: [{ name: "zoo.v1.Zoo" }] } };
    if (!request.fileContainingSymbol) return { errorResponse: { errorCode: 5, errorMessage: "no" } };
    const bytes = toBinary(FileDescriptorProtoSchema, zoo!);
    return { fileDescriptorResponse: { fileDescriptorProto: [Buffer.from(bytes).toString("base64")] } };
  });
  const found = good(await reflect(transport, { metadata: [], timeoutMs: 20_000, signal }));
  assert.deepEqual(found.missing, ["tool/options.proto"]);
  assert.ok(new Schema(found.descriptorSet).findMethod("zoo.v1.Zoo/Get")?.output.field.bornAt);
});

test("a server that never ends is stopped", async () => {
  let count = 0;
  const ask = async (): Promise<ReflectionResponse> => {
    const name = `f${count++}.proto`;
    const bytes = toBinary(
      FileDescriptorProtoSchema,
      create(FileDescriptorProtoSchema, { name, dependency: [`f${count}.proto`] }),
    );
    return { fileDescriptorResponse: { fileDescriptorProto: [Buffer.from(bytes).toString("base64")] } };
  };
  await assert.rejects(collectFiles(ask, ["a.B"], { files: 100, bytes: 1e6 }), TooMuch);
  assert.equal(count, 101);
  count = 0;
  await assert.rejects(collectFiles(ask, ["a.B"], { files: 1e6, bytes: 1000 }), TooMuch);
  assert.ok(count < 100);
});

test("an answer that is no descriptor is a failure", async () => {
  const transport = scripted("v1", request =>
    request.listServices
      ? { listServicesResponse: { service: [{ name: "a.B" }] } }
      : { fileDescriptorResponse: { fileDescriptorProto: ["////"] } },
  );
  const found = await reflect(transport, { metadata: [], timeoutMs: 20_000, signal });
  assert.equal(!found.ok && found.failure.kind, "reflection");
});

test("an Any of a type that the schema lacks is shown by what the server knows of it", async () => {
  const alone = descriptorsOf("test/rpc/fixtures", "zoo.proto");
  const extra = '{ "@type": "type.googleapis.com/zoo.v1.Feather", "color": "red" }';
  const { answers, problems } = parseAnswers(
    `{"zoo.v1.Zoo/Get": [{ "name": "Leo", "extras": [${extra}] }]}`,
    new Schema(set),
    "en",
  );
  assert.deepEqual(problems, []);
  for (const reflection of [["v1"], []] as const) {
    const mock = await startMock({ descriptorSet: set, mode: "plaintext", answers, reflection });
    const own = new Session();
    try {
      const call = { ...server(mock.address), path: "/zoo.v1.Zoo/Get", kind: "unary", bodies: [] } as const;
      for await (const event of own.call(call, { hash: "alone", bytes: () => alone }, signal)) {
        if (event.type !== "message") continue;
        const { extras } = JSON.parse(event.message.json) as { extras: unknown[] };
        if (reflection.length > 0) {
          assert.deepEqual(extras, [JSON.parse(extra)]);
          assert.equal(event.message.missingTypes, undefined);
        } else {
          assert.deepEqual(event.message.missingTypes, ["zoo.v1.Feather"]);
          assert.deepEqual(extras, [
            {
              "@type": "type.googleapis.com/zoo.v1.Feather",
              "@error": "the type zoo.v1.Feather is not known",
              "@value": "CgNyZWQ=",
            },
          ]);
        }
      }
    } finally {
      own.close();
      await mock.stop();
    }
  }
});

test("reflection keeps to its certificates", async () => {
  const certificates = await makeCertificates();
  const mock = await startMock({ descriptorSet: set, mode: "tls", certificates });
  try {
    await inFolder({}, async folder => {
      writeCertificates(folder, certificates);
      const trusted = { mode: "tls", roots: "files", caFiles: [`${folder}/ca.crt`] } as const;
      good(await session.reflect(server(mock.address, { tls: trusted }), signal));
      const refused = await session.reflect(server(mock.address, { tls: { mode: "tls" } }), signal);
      assert.equal(!refused.ok && refused.failure.kind, "untrusted-root");
    });
  } finally {
    await mock.stop();
  }
});

/** A transport whose server answers reflection of one version as the function says. */
function scripted(
  version: ReflectionVersion,
  answer: (request: ReflectionRequest) => ReflectionResponse,
  seen: RawCall[] = [],
): Transport {
  return {
    async *call(call, requests): AsyncGenerator<CallEvent> {
      seen.push(call);
      const codec = reflectionCodec(version);
      if (!call.path.includes(`.${version}.`)) {
        yield { type: "failed", atMs: 0, failure: failure("status", "UNIMPLEMENTED", "") };
        return;
      }
      for await (const bytes of requests)
        yield { type: "message", atMs: 0, bytes: codec.encodeResponse(answer(codec.decodeRequest(bytes) ?? {})) };
      yield { type: "end", atMs: 0, trailers: [] };
    },
  };
}

const structuredCloneOf = (given: typeof files): typeof files =>
  given.map(file => fromBinary(FileDescriptorProtoSchema, toBinary(FileDescriptorProtoSchema, file)));
