/** A folder with a service, connection profiles and certificates, and servers of ours that speak it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Mock, startMock } from "../../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../../client/rpc/mock/throwAwayCa.ts";

const proto = `syntax = "proto3";

package shop.v1;

// Sells things.
service Shop {
  // One item by its name.
  rpc GetItem(GetItemRequest) returns (Item);

  rpc Chat(stream ChatMessage) returns (stream ChatMessage);
}

message GetItemRequest {
  string name = 1;
}

// Something for sale.
message Item {
  string name = 1;
  int64 price = 2;
}

message ChatMessage {
  string text = 1;
}
`;

export interface ShopWorkspace {
  readonly folder: string;
  readonly mocks: { readonly plaintext: Mock; readonly mtls: Mock };
  remove(): Promise<void>;
}

/** New requests go to the server with mTLS and use the profile of that name. */
export async function shopWorkspace(): Promise<ShopWorkspace> {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-ui-"));
  const write = (name: string, text: string): void => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write("shop.proto", proto);
  const certificates = await makeCertificates();
  writeCertificates(path.join(folder, "certificates"), certificates);

  const set = path.join(folder, "shop.binpb");
  execFileSync(process.execPath, [
    "client/out/cli.js",
    "build",
    "-I",
    folder,
    "-o",
    set,
    path.join(folder, "shop.proto"),
  ]);
  const descriptorSet = readFileSync(set);
  rmSync(set);
  const plaintext = await startMock({ descriptorSet, mode: "plaintext" });
  const mtls = await startMock({ descriptorSet, mode: "mtls", certificates });

  const caFiles = ["certificates/ca.crt"];
  const pair = { certFile: "certificates/client.crt", keyFile: "certificates/client.key" };
  const profiles = { tls: { tls: { mode: "tls", caFiles } }, mtls: { tls: { mode: "mtls", caFiles, ...pair } } };
  write("protocall.json", `${JSON.stringify({ defaultProfile: "mtls", profiles }, null, 2)}\n`);
  write(".vscode/settings.json", JSON.stringify({ "protocall.calls.defaultAddress": mtls.address }));
  return {
    folder,
    mocks: { plaintext, mtls },
    remove: async () => {
      await Promise.all([plaintext.stop(), mtls.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
