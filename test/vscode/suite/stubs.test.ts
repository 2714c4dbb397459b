import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Generated } from "../../../client/stubs/generation.ts";
import { closeEditors, openFile, readFile, workspaceFile, writeFile } from "./editor.ts";

const proto = `syntax = "proto3";
package stubs.v1;
import "stubs/v1/item.proto";
import "google/protobuf/empty.proto";

// Counts things.
service Counter {
  rpc Count(google.protobuf.Empty) returns (Item);
}
`;

const generate = (uri: vscode.Uri, folder: string): Thenable<Generated | undefined> =>
  vscode.commands.executeCommand("protocall.generateStubs", uri, { target: "ts", folder });

suite("Generate Stubs", () => {
  teardown(closeEditors);

  test("writes files for a .proto file and what it imports", async () => {
    await writeFile(
      "stubs/v1/item.proto",
      'syntax = "proto3";\npackage stubs.v1;\nmessage Item {\n  int32 n = 1;\n}\n',
    );
    const { document } = await openFile("stubs/v1/counter.proto", proto);
    const generated = await generate(document.uri, "gen/ts");
    const files = ["stubs/v1/counter_grpc.ts", "stubs/v1/counter_pb.ts", "stubs/v1/item_pb.ts"];
    assert.deepEqual(generated?.ok && generated.files, files);
    const service = await readFile(workspaceFile("gen/ts/stubs/v1/counter_grpc.ts"));
    assert.match(service, /export interface CounterClient extends Client/);
    assert.match(service, /Counts things\./);
    assert.match(await readFile(workspaceFile("gen/ts/stubs/v1/item_pb.ts")), /export type Item = /);
  });

  test("writes nothing where the file has an error, and none that is the user's own", async () => {
    const bad = await openFile("bad/bad.proto", 'syntax = "proto3";\nmessage A { B b = 1; }\n');
    assert.equal(await generate(bad.document.uri, "gen/bad"), undefined);
    await assert.rejects(async () => vscode.workspace.fs.stat(workspaceFile("gen/bad")));

    const good = await openFile("own/own.proto", 'syntax = "proto3";\nmessage Own {}\n');
    const own = await writeFile("gen/own/own/own_pb.ts", "export const mine = 1;\n");
    const generated = await generate(good.document.uri, "gen/own");
    assert.equal(generated?.ok === false && generated.failure.kind, "foreign");
    assert.equal(await readFile(own), "export const mine = 1;\n");
  });
});
