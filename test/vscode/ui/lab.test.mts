/** From requests to understood answers against servers of others: etcd with client certificates, and haproxy in front of two of them. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type Balancer, startHaproxy } from "../../support/lab/balancers.ts";
import { type LabCertificates, makeLabCertificates } from "../../support/lab/certificates.ts";
import { startEtcdServer } from "../../support/lab/etcdServer.ts";
import type { LabServer } from "../../support/lab/interop.ts";
import { openBrowser } from "../host.mts";
import { inEditor, lens, line, picture, runCommand, webview } from "./editorPage.mts";

/** What of etcd's API the requests need, as a user would write it down. */
const proto = `syntax = "proto3";
package etcdserverpb;

service Maintenance {
  rpc Status(StatusRequest) returns (StatusResponse);
}
service Lease {
  rpc LeaseKeepAlive(stream LeaseKeepAliveRequest) returns (stream LeaseKeepAliveResponse);
}

message ResponseHeader {
  uint64 cluster_id = 1;
  uint64 member_id = 2;
}
message StatusRequest {}
message StatusResponse {
  ResponseHeader header = 1;
  string version = 2;
}
message LeaseKeepAliveRequest {
  int64 ID = 1;
}
message LeaseKeepAliveResponse {
  ResponseHeader header = 1;
  int64 ID = 2;
  int64 TTL = 3;
}
`;

const words = {
  en: {
    send: /Send$/,
    stream: "Open Stream",
    expectName: "Expect the Name localhost",
    draft: "Next message, as JSON",
    message: "Send Message",
    halfClose: "Half-Close",
    verified: "server verifies the client",
    spread: "an L7 balancer",
  },
  ko: {
    send: /보내기$/,
    stream: "스트림 열기",
    expectName: "서버 이름을 localhost",
    draft: "다음 메시지 (JSON)",
    message: "메시지 보내기",
    halfClose: "송신 종료",
    verified: "서버가 클라이언트를 검증",
    spread: "L7 로드밸런서입니다",
  },
} as const;
type Language = keyof typeof words;

let browser: Browser;
let certificates: LabCertificates;
let etcd: LabServer;
let servers: LabServer[] = [];
let haproxy: Balancer;

before(async () => {
  [browser, certificates] = await Promise.all([openBrowser(), makeLabCertificates()]);
  etcd = await startEtcdServer("mtls", certificates);
  servers = await Promise.all([1, 2].map(() => startEtcdServer("plaintext", certificates)));
  haproxy = await startHaproxy(
    certificates,
    servers.map(({ port }) => port),
  );
});

after(async () => {
  await browser?.close();
  for (const running of [haproxy, etcd, ...servers]) await running?.stop();
  certificates?.remove();
});

function workspaceFolder(language: Language): string {
  const folder = mkdtempSync(path.join(tmpdir(), `protocall-lab-${language}-`));
  const caFiles = [certificates.file("ca.crt")];
  const pair = { certFile: certificates.file("client.crt"), keyFile: certificates.file("client.key") };
  const mtls = { mode: "mtls", caFiles, ...pair };
  const profiles = {
    mtls: { tls: mtls },
    tls: { tls: { mode: "tls", caFiles } },
    misnamed: { tls: { ...mtls, serverName: "prod.example.com" } },
  };
  const block = (profile: string, address: string, method: string, body: string): string =>
    `### ${method} with ${profile}\n# @profile ${profile}\nGRPC ${address}/etcdserverpb.${method}\n\n${body}\n\n`;
  const files = {
    "etcd.proto": proto,
    "protocall.json": JSON.stringify({ profiles }, undefined, 2),
    "1-status.grpc": block("mtls", etcd.address, "Maintenance/Status", "{}"),
    "2-lease.grpc": block("mtls", etcd.address, "Lease/LeaseKeepAlive", '{ "ID": "7" }'),
    "3-misnamed.grpc": block("misnamed", etcd.address, "Maintenance/Status", "{}"),
    "4-balanced.grpc": block("tls", haproxy.address("tls"), "Maintenance/Status", "{}"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  mkdirSync(path.join(folder, ".vscode"));
  return folder;
}

async function open(page: Page, file: string): Promise<void> {
  await page.getByRole("treeitem", { name: file }).dblclick();
  await line(page, /^GRPC/).waitFor();
}

async function closeEditors(page: Page): Promise<void> {
  await runCommand(page, "View: Close All Editors");
  await line(page, /^GRPC/).waitFor({ state: "detached" });
}

for (const language of ["en", "ko"] as const)
  test(`calls to servers of others, from request to understood answer, in ${language}`, async () => {
    const folder = workspaceFolder(language);
    const say = words[language];
    const options = { name: `lab-${language}`, browser, folder, settings: { "protocall.notes.language": language } };
    try {
      await inEditor(options, async page => {
        await page.setViewportSize({ width: 1500, height: 900 });
        // Unary over mTLS.
        await open(page, "1-status.grpc");
        await lens(page, say.send).click();
        await line(page, /✔\s+OK/).waitFor();
        await line(page, '"version": "3.').waitFor();
        await picture(page, `lab-unary-${language}`);

        // The handshake with it.
        await line(page, /^GRPC/).click();
        await runCommand(page, "Protocall: Inspect TLS/mTLS Handshake");
        await webview(page).locator(".step", { hasText: say.verified }).waitFor();
        assert.equal(await webview(page).locator(".step[data-state=failed]").count(), 0);
        await webview(page).locator("#note h2").waitFor();
        await picture(page, `lab-handshake-${language}`);
        await closeEditors(page);

        // A stream in both directions, typed.
        await open(page, "2-lease.grpc");
        await lens(page, say.stream).click();
        const stream = webview(page);
        await stream.locator(".row[data-direction=received]").first().waitFor();
        await stream.getByRole("textbox", { name: say.draft }).fill('{ "ID": "8" }');
        await stream.getByRole("button", { name: say.message }).click();
        await stream.locator(".row[data-direction=received]", { hasText: '"8"' }).waitFor();
        await picture(page, `lab-stream-${language}`);
        await stream.getByRole("button", { name: say.halfClose }).click();
        await stream.locator("#state", { hasText: "OK" }).waitFor();
        await closeEditors(page);

        // A failure that its button mends.
        await open(page, "3-misnamed.grpc");
        await lens(page, say.send).click();
        await lens(page, say.expectName).waitFor();
        await picture(page, `lab-failure-${language}`);
        await lens(page, say.expectName).click();
        await line(page, /✔\s+OK/).waitFor();
        const { profiles } = JSON.parse(readFileSync(path.join(folder, "protocall.json"), "utf8"));
        assert.equal(profiles.misnamed.tls.serverName, "localhost");
        await closeEditors(page);

        // Who answers behind a balancer.
        await open(page, "4-balanced.grpc");
        await line(page, /^GRPC/).click();
        await runCommand(page, "Protocall: Probe Load Balancing");
        const count = page.locator('.quick-input-widget input[type="text"]');
        await count.fill("20");
        await count.press("Enter");
        await webview(page).locator("#verdict", { hasText: say.spread }).waitFor();
        assert.equal(await webview(page).locator(".round").count(), 3);
        await picture(page, `lab-balance-${language}`);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
