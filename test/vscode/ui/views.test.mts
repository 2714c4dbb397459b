/** The view of profiles, the item of the status bar, and what is left in a workspace that nobody trusts. */
import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { makeCertificates, writeCertificates } from "../../../client/rpc/mock/throwAwayCa.ts";
import { openBrowser } from "../host.mts";
import { inEditor, lens, line, picture, runCommand } from "./editorPage.mts";
import { type ShopWorkspace, shopWorkspace } from "./workspace.mts";

let browser: Browser;
let workspace: ShopWorkspace;
const file = (name: string): string => path.join(workspace.folder, name);

before(async () => {
  [browser, workspace] = await Promise.all([openBrowser(), shopWorkspace()]);
  writeCertificates(file("soon"), await makeCertificates(5));
  const own = (folder: string, key = `${folder}/client.key`) => ({
    tls: { mode: "mtls", caFiles: ["certificates/ca.crt"], certFile: `${folder}/client.crt`, keyFile: key },
  });
  const profiles = {
    good: own("certificates"),
    soon: own("soon"),
    mismatch: own("certificates", "soon/client.key"),
    gone: own("nowhere"),
    open: { tls: { mode: "plaintext" } },
  };
  writeFileSync(file("protocall.json"), `${JSON.stringify({ defaultProfile: "good", profiles }, null, 2)}\n`);
  writeFileSync(file("http-client.env.json"), '{ "dev": { "host": "localhost" } }');
  const address = workspace.mocks.plaintext.address;
  writeFileSync(
    file("call.grpc"),
    `### one\n# @profile open\nGRPC ${address}/shop.v1.Shop/GetItem\n\n{ "name": "tea", "nmae": 1 }\n`,
  );
  writeFileSync(file("good.grpc"), `GRPC ${address}/shop.v1.Shop/GetItem\n# @profile open\n\n{ "name": "tea" }\n`);
});

after(async () => {
  await Promise.all([browser?.close(), workspace?.remove()]);
});

const status = (page: Page): Locator => page.locator('.statusbar-item[id*="protocall.environment"]');
const item = (page: Page, name: RegExp): Locator => page.getByRole("treeitem", { name }).first();

test("profiles tell the state of their certificates, as it changes, and open where they are written", async () => {
  const settings = { "protocall.notes.language": "en" };
  await inEditor({ name: "profiles", browser, folder: workspace.folder, settings }, async page => {
    await page.getByRole("treeitem", { name: "shop.proto" }).waitFor();
    await page.getByRole("tab", { name: "Protocall" }).locator("a").click();
    await item(page, /^good, mTLS · default · \d+ days left/).waitFor();
    await item(page, /^soon, mTLS · [45] days left/).waitFor();
    await item(page, /^mismatch, mTLS · client\.key is the key of another certificate/).waitFor();
    await item(page, /^gone, mTLS · client\.crt is missing/).waitFor();
    await item(page, /^open, plaintext/).waitFor();
    await picture(page, "profiles");
    // A certificate that is renewed on disk is told; the editor may not watch yet, and then it is renewed again.
    const renewed = item(page, /^soon, mTLS · (?:2|3)\d days left/);
    for (let tries = 0; tries < 10 && !(await renewed.isVisible()); tries++) {
      for (const name of ["client.crt", "client.key"])
        copyFileSync(file(`certificates/${name}`), file(`soon/${name}`));
      await renewed.waitFor({ timeout: 3000 }).catch(() => {});
    }
    await renewed.waitFor();
    await item(page, /^gone/).click();
    await line(page, '"gone"').waitFor();
  });
});

test("the status bar shows environment, profile and whether the channel is connected", async () => {
  const settings = { "protocall.notes.language": "en" };
  await inEditor({ name: "status", browser, folder: workspace.folder, settings }, async page => {
    await page.getByRole("treeitem", { name: "good.grpc" }).dblclick();
    await line(page, /^GRPC/).click();
    await status(page)
      .filter({ hasText: /dev\s+open/ })
      .waitFor();
    assert.equal(await status(page).locator(".codicon-circle-filled").count(), 0);
    await page.keyboard.press("Control+Enter");
    await line(page, /✔\s+OK/).waitFor();
    await line(page, /^GRPC/).click();
    await status(page).locator(".codicon-circle-filled").waitFor();
    const label = (await status(page).locator("a").getAttribute("aria-label")) ?? "";
    assert.match(label, /Environment: dev, Profile: open, Channel to localhost:\d+: ready/);
    await picture(page, "status-item");
  });
});

test("in a workspace that is not trusted nothing is called, and the language works", async () => {
  const settings = { "protocall.notes.language": "en" };
  const options = { name: "untrusted", browser, folder: workspace.folder, settings, trust: "restricted" } as const;
  await inEditor(options, async page => {
    await page.getByRole("treeitem", { name: "call.grpc" }).dblclick();
    // The problem in the body is found without anybody's trust.
    await page.locator(".squiggly-error").first().waitFor();
    await lens(page, /Send$/).click();
    await page.locator(".notification-list-item", { hasText: "need a trusted workspace" }).first().waitFor();
    await line(page, /^GRPC/).click();
    await page.keyboard.press("Control+Enter");
    await picture(page, "untrusted");
    assert.equal(await page.locator(".view-line").count(), 6, "the key changes no text");
    await page.keyboard.press("F1");
    await page.locator('.quick-input-widget input[type="text"]').fill(">Protocall: Call ");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Call History" }).first().waitFor();
    assert.equal(await rows.filter({ hasText: "Call RPC" }).count(), 0);
    await page.keyboard.press("Escape");
    await runCommand(page, "Protocall: Call History");
    await page.locator(".notification-list-item", { hasText: "There are no answers yet" }).first().waitFor();
    assert.equal(await line(page, /✔|✖/).count(), 0);
  });
});
