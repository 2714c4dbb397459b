/** What a person does with answers: copy, save, compare two, look at one again after a restart. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../host.mts";
import { inEditor, lens, line, picture, runCommand } from "./editorPage.mts";
import { type ShopWorkspace, shopWorkspace } from "./workspace.mts";

let browser: Browser;
let workspace: ShopWorkspace;

before(async () => {
  [browser, workspace] = await Promise.all([openBrowser(), shopWorkspace()]);
  const { address } = workspace.mocks.plaintext;
  const request = (name: string): string =>
    `### ${name}\nGRPC grpc://${address}/shop.v1.Shop/GetItem\n\n{ "name": "${name}" }\n`;
  writeFileSync(path.join(workspace.folder, "protocall.json"), "{}\n");
  writeFileSync(path.join(workspace.folder, "call.grpc"), `${request("tea")}\n${request("coffee")}`);
});

after(async () => {
  await Promise.all([browser?.close(), workspace?.remove()]);
});

test("an answer is copied, saved, compared with another, and found in the history after a reload, in Korean", async () => {
  const settings = { "protocall.notes.language": "ko" };
  await inEditor({ name: "answers", browser, folder: workspace.folder, settings }, async page => {
    const expected = { name: "coffee", price: "1990" };
    await page.getByRole("treeitem", { name: "call.grpc" }).dblclick();
    const send = page.locator(".codelens-decoration a", { hasText: /보내기$/ });
    await send.nth(0).click();
    await line(page, '"name": "tea",').waitFor();
    await send.nth(1).click();
    await line(page, '"name": "coffee",').waitFor();

    await lens(page, /^\s*복사$/).click();
    await page.locator(".statusbar-item", { hasText: "clipboard" }).waitFor();
    assert.deepEqual(JSON.parse(await page.evaluate("navigator.clipboard.readText()")), expected);

    const saved = path.join(workspace.folder, "saved.json");
    await lens(page, /^\s*저장/).click();
    // The dialog writes its proposal when it has listed the folder, whatever was typed before.
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "protocall.json" }).waitFor();
    const input = '.quick-input-widget input[type="text"]';
    await page.waitForFunction(at => document.querySelector<HTMLInputElement>(at)?.value.endsWith(".json"), input);
    await page.locator(input).fill(saved);
    await page.keyboard.press("Enter");
    await page.getByRole("treeitem", { name: "saved.json" }).waitFor();
    assert.ok(existsSync(saved));
    assert.deepEqual(JSON.parse(readFileSync(saved, "utf8")), expected);

    await lens(page, /^\s*비교/).click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "GetItem" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".monaco-diff-editor .line-delete").first().waitFor();
    await picture(page, "answers-compared-korean");

    await page.reload();
    // The palette lists the commands of an extension only once it is there, which its lenses show.
    await send.nth(0).waitFor();
    await runCommand(page, "Protocall: Call History");
    const rows = page.locator(".quick-input-list .monaco-list-row", { hasText: "GetItem" });
    await rows.nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await line(page, '"name": "tea",').nth(0).waitFor();
  });
});
