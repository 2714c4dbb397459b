/** `protocall reflect`, and calls without a schema of one's own, against the product's own server. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { cli, inFolder } from "../support/cli.ts";
import { descriptorsOfTexts } from "../support/descriptors.ts";

const server = `syntax = "proto3";
package shop.v1;
message Ask { string name = 1; }
message Item { string name = 1; int64 cents = 2; }
service Shop { rpc Get(Ask) returns (Item); rpc List(Ask) returns (stream Item); }
`;
const mocks = new Map<string, Mock>();
const address = (name: string): string => (mocks.get(name) as Mock).address;

before(async () => {
  const descriptorSet = descriptorsOfTexts({ "shop.proto": server });
  mocks.set("open", await startMock({ descriptorSet, mode: "plaintext" }));
  mocks.set("closed", await startMock({ descriptorSet, mode: "plaintext", reflection: [] }));
});

after(async () => {
  for (const mock of mocks.values()) await mock.stop();
});

test("lists services and methods", async () => {
  const listed = await cli(["reflect", address("open")]);
  assert.equal(listed.code, 0, listed.err);
  assert.ok(
    listed.out.includes(
      "shop.v1.Shop\n  Get (shop.v1.Ask) → shop.v1.Item, unary\n  List (shop.v1.Ask) → shop.v1.Item, server-streaming\n",
    ),
    listed.out,
  );
  const one = await cli(["reflect", "--format", "json", address("open"), "shop.v1.Shop"]);
  const { version, services } = JSON.parse(one.out) as { version: string; services: { name: string }[] };
  assert.deepEqual([version, services.map(s => s.name)], ["v1", ["shop.v1.Shop"]]);
});

test("writes a set that calls take", async () => {
  await inFolder({}, async folder => {
    const written = await cli(["reflect", "-o", "shop.binpb", address("open")], { cwd: folder });
    assert.deepEqual([written.code, written.out], [0, ""]);
    const args = ["call", "--schema", "shop.binpb", "-d", '{"name":"a"}', address("open"), "shop.v1.Shop/Get"];
    const called = await cli(args, { cwd: folder });
    assert.deepEqual(JSON.parse(called.out), { name: "a", cents: "1990" });
  });
});

test("tells how the server differs from .proto files", async () => {
  const files = {
    "same.proto": server,
    "other.proto": server.replace("int64 cents = 2", "int32 cents = 2; string city = 3"),
    "newer.proto": server.replace("int64 cents = 2", "int64 cents = 2; string city = 3"),
  };
  await inFolder(files, async folder => {
    const run = (...args: readonly string[]) => cli(["reflect", ...args, address("open")], { cwd: folder });
    const same = await run("--proto", "same.proto");
    assert.deepEqual([same.code, same.out], [0, ""]);
    const other = await run("--proto", "other.proto");
    assert.deepEqual(
      [other.code, other.out],
      [
        1,
        "shop.v1.Item.cents: error: int32 in the workspace, int64 on the server\n" +
          "shop.v1.Item.city: warning: the server does not have this field (string = 3)\n",
      ],
    );
    const newer = await run("--proto", "newer.proto", "--format", "json", "--language", "ko");
    assert.equal(newer.code, 0);
    assert.deepEqual(JSON.parse(newer.out), {
      drift: [
        {
          code: "field-missing",
          subject: "shop.v1.Item.city",
          args: ["string = 3"],
          effect: "differs",
          message: "서버에 이 필드(string = 3)가 없습니다",
        },
      ],
      missing: [],
    });
  });
});

test("a server without reflection, and arguments that make no sense", async () => {
  const closed = await cli(["reflect", address("closed")]);
  assert.deepEqual([closed.code, closed.out], [1, ""]);
  assert.match(closed.err, /offers no reflection/);
  for (const [args, message] of [
    [[], /name an address/],
    [["a b"], /is no address|address/],
    [["-o", "x", "--schema", "y", "localhost:1"], /contradict each other/],
  ] as const) {
    const said = await cli(["reflect", ...args]);
    assert.equal(said.code, 2, args.join());
    assert.match(said.err, message);
  }
});

test("calls by the server's own schema, with the wire form of each message", async () => {
  const args = ["call", "--reflect", "--wire", "-d", '{"name":"a"}', address("open"), "shop.v1.Shop/Get"];
  const called = await cli(args);
  assert.equal(called.code, 0, called.err);
  assert.deepEqual(JSON.parse(called.out), { name: "a", cents: "1990" });
  assert.deepEqual(
    called.err
      .trimEnd()
      .split("\n")
      .map(line => line.replace(/ +/g, " ")),
    [
      "→ 0000 0a 01 name = 1: string, LEN 1",
      '→ 0002 61 "a"',
      "→ 3 bytes as protobuf, 12 as JSON",
      "← 0000 0a 01 name = 1: string, LEN 1",
      '← 0002 61 "a"',
      '← 0003 10 c6 0f cents = 2: int64, VARINT "1990"',
      "← 6 bytes as protobuf, 27 as JSON",
    ],
  );
  const none = await cli(["call", "--reflect", address("open"), "shop.v1.Nope/Get"]);
  assert.deepEqual([none.code, none.out], [1, ""]);
  assert.match(none.err, /shop\.v1\.Nope/);
  const both = await cli(["call", "--reflect", "--schema", "x", address("open"), "shop.v1.Shop/Get"]);
  assert.deepEqual([both.code, both.out], [2, ""]);
});
