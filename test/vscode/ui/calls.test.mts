import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../host.mts";
import { cursorInBody, inEditor, lens, line, pictures, runCommand, webview } from "./editorPage.mts";
import { type ShopWorkspace, shopWorkspace } from "./workspace.mts";

let browser: Browser;
let workspace: ShopWorkspace;

before(async () => {
  [browser, workspace] = await Promise.all([openBrowser(), shopWorkspace()]);
});

after(async () => {
  await Promise.all([browser?.close(), workspace?.remove()]);
});

/** An editor on the shop's workspace. */
const inShop = (name: string, settings: Record<string, unknown>, use: (page: Page) => Promise<void>): Promise<void> =>
  inEditor({ name, browser, folder: workspace.folder, settings }, use);

/** Opens the .proto and clicks the lens above its first rpc. */
async function openRequest(page: Page, call: string, send: string): Promise<void> {
  await page.getByRole("treeitem", { name: "shop.proto" }).dblclick();
  await lens(page, call).click();
  await lens(page, send).waitFor();
  await line(page, '"name": ""').waitFor();
  await cursorInBody(page);
}

test("from the lens above an rpc to its answer over mTLS", async () => {
  await inShop("call", { "protocall.notes.language": "en" }, async page => {
    await openRequest(page, "Call", "Send");
    await page.keyboard.type("green tea");
    await lens(page, "Send").click();
    await line(page, /✔\s+OK/).waitFor();
    await line(page, '"name": "green tea"').nth(0).waitFor();
    await line(page, /mTLS/).waitFor();
    await line(page, /profile\s+mtls/).waitFor();
    await page.screenshot({ path: path.join(pictures, "call-mtls.png") });

    // The same without a certificate of the client: the server wants one.
    await line(page, "GRPC").click();
    await page.keyboard.press("Home");
    await page.keyboard.type("\n");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("# @profile tls");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await lens(page, "Choose Client Certificate").waitFor();
    await line(page, /requires\s+a/).waitFor();
    await page.screenshot({ path: path.join(pictures, "call-failure.png") });
  });
});

test("a failure is mended by the lens above it, in Korean", async () => {
  await inShop("korean", { "protocall.notes.language": "ko" }, async page => {
    await openRequest(page, "호출", "보내기");
    await line(page, "@host").click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.type(`@host = ${workspace.mocks.plaintext.address}`);
    await line(page, /^GRPC/).click();
    await page.keyboard.press("Control+Enter");
    await lens(page, "평문으로 호출").waitFor();
    await line(page, /TLS\s+없이/).waitFor();
    await page.screenshot({ path: path.join(pictures, "failure-korean.png") });

    await lens(page, "평문으로 호출").click();
    await line(page, /✔\s+OK/).waitFor();
    await lens(page, "평문으로 호출").waitFor({ state: "detached" });
    // The profile of the others is as it was; the request has one of its own now.
    await line(page, /@profile\s+localhost-/).waitFor();
    const profiles = JSON.parse(readFileSync(path.join(workspace.folder, "protocall.json"), "utf8")).profiles;
    assert.equal(profiles.mtls.tls.mode, "mtls");
    await page.screenshot({ path: path.join(pictures, "mended-korean.png") });
  });
});

test("a stream that lasts is shown live, message by message", async () => {
  await inShop("stream", { "protocall.notes.language": "en" }, async page => {
    await page.getByRole("treeitem", { name: "shop.proto" }).dblclick();
    await page.locator(".codelens-decoration a", { hasText: "Call" }).nth(1).click();
    await lens(page, "Send").waitFor();
    await line(page, /^GRPC/).click();
    await page.keyboard.press("End");
    await page.keyboard.type("\nx-mock-delay-ms: 1200");
    await page.keyboard.press("Control+Enter");
    const panel = webview(page);
    await panel.locator(".row[data-direction=received]").nth(1).waitFor();
    await panel.locator("#state", { hasText: "OK" }).waitFor();
    await panel.locator(".row[data-direction=received]").first().click();
    await panel.locator("#detail", { hasText: '"text"' }).waitFor();
    await page.screenshot({ path: path.join(pictures, "stream-live.png") });
    await panel.locator("#filter").fill("nothing has this");
    await panel.locator(".row").first().waitFor({ state: "detached" });
  });
});

test("a stream is typed message by message and half-closed", async () => {
  await inShop("typed", { "protocall.notes.language": "en" }, async page => {
    await page.getByRole("treeitem", { name: "shop.proto" }).dblclick();
    await page.locator(".codelens-decoration a", { hasText: "Call" }).nth(1).click();
    await lens(page, "Open Stream").click();
    const panel = webview(page);
    await panel.locator("#state", { hasText: "open" }).waitFor();
    const draft = panel.getByRole("textbox", { name: "Next message, as JSON" });
    await draft.fill('{ "text": "second" }');
    await draft.press("Control+Enter");
    await panel.locator(".row[data-direction=received]", { hasText: "second" }).waitFor();
    // What does not fit is not sent, and says why; the call lasts on.
    await draft.fill('{ "txt": "third" }');
    await panel.getByRole("button", { name: "Send Message" }).click();
    await panel.getByRole("alert").filter({ hasText: "txt" }).waitFor();
    await page.screenshot({ path: path.join(pictures, "stream-typed.png") });
    await panel.locator(".row[data-direction=sent]", { hasText: "second" }).click();
    await panel.getByRole("button", { name: "Send Again" }).click();
    await panel.locator(".row[data-direction=received]", { hasText: "second" }).nth(1).waitFor();
    await panel.getByRole("button", { name: "Half-Close" }).click();
    await panel.locator("#state", { hasText: "OK" }).waitFor();
    assert.ok(await draft.isDisabled());
  });
});

test("a handshake is drawn step by step, and a message shown on the wire, in Korean", async () => {
  await inShop("handshake", { "protocall.notes.language": "ko" }, async page => {
    await openRequest(page, "호출", "보내기");
    await page.keyboard.type("green tea");
    await lens(page, "와이어").click();
    await line(page, /0a\s+09/).waitFor();
    await page.screenshot({ path: path.join(pictures, "wire-korean.png") });
    await line(page, /^GRPC/).click();
    await runCommand(page, "Protocall: Inspect TLS/mTLS Handshake");
    const panel = webview(page);
    await panel.locator(".step", { hasText: "서버가 클라이언트를 검증" }).waitFor();
    await panel.locator("#verdict", { hasText: "호출할 수 있습니다" }).waitFor();
    await panel.locator("#note h2").waitFor();
    assert.equal(await panel.locator(".step[data-state=failed]").count(), 0);
    await page.screenshot({ path: path.join(pictures, "handshake-korean.png") });
  });
});

test("a server is shown by reflection, with what differs from the workspace, in Korean", async () => {
  const file = path.join(workspace.folder, "shop.proto");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, before.replace("int64 price = 2;", "string price = 2;"));
  try {
    await inShop("servers", { "protocall.notes.language": "ko" }, async page => {
      await openRequest(page, "호출", "보내기");
      await runCommand(page, "Protocall: Show Server by Reflection");
      await page.getByRole("tab", { name: "Protocall" }).click();
      const row = (text: string) =>
        page.locator(".tree-explorer-viewlet-tree-view .monaco-list-row", { hasText: text });
      // The workspace's own services come late, and move the rows below them.
      await row("shop.v1").waitFor();
      await row("localhost:").click();
      await row("1 difference").click();
      await row("작업 영역에서는 string, 서버에서는 int64").waitFor();
      await page.screenshot({ path: path.join(pictures, "servers-korean.png") });
    });
  } finally {
    writeFileSync(file, before);
  }
});
