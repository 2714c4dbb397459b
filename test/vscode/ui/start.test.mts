import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { cleanEnvironment } from "../../setup/environment.ts";
import { newPage, openBrowser } from "../host.mts";

const pictures = path.resolve("test/out");
let browser: Browser;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openBrowser();
});
after(() => browser?.close());

test("npm start: the address leads to the sample, where a call is answered; Ctrl-C ends all", async () => {
  const started = spawn(process.execPath, ["test/start.mjs", "--built", "--browser"], {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>(resolve => started.once("close", resolve));
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const found = /^ +(http:\S+)/m.exec(output)?.[1];
        if (found) resolve(found);
      });
    void ended.then(() => reject(new Error(output)));
  });
  try {
    const url = await address;
    const page = await newPage(browser);
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width: 1600, height: 720 });
    await page.goto(url);
    const lens = (text: string) => page.locator(".codelens-decoration a", { hasText: text });
    await lens("Call").first().click({ trial: true });
    // The .proto file in two columns: the request takes the place of the second, the answer comes beside it.
    await page.locator(".view-line", { hasText: "A small shop" }).click();
    await page.keyboard.press("Control+\\");
    await page.keyboard.press("Control+B");
    const shop = page.locator(".editor-group-container").nth(1);
    await shop.locator(".codelens-decoration a", { hasText: "Call" }).first().click();
    await lens("Send").first().waitFor();
    await page.keyboard.type("items/green-tea");
    await page.keyboard.press("Control+Enter");
    await page
      .locator(".view-line", { hasText: /✔\s+OK/ })
      .first()
      .waitFor();
    const facts = page.locator(".view-line", { hasText: /mTLS/ }).first();
    // Colours come a moment after the text: a comment is grey then.
    await facts.locator("span span", { hasText: "localhost" }).first().waitFor();
    await page.waitForFunction(
      ([comment, plain]) => comment && plain && getComputedStyle(comment).color !== getComputedStyle(plain).color,
      await Promise.all([facts.locator("span span").first().elementHandle(), page.locator("body").elementHandle()]),
    );
    await page.screenshot({ path: path.join(pictures, "start.png") });
    await page.context().close();

    const folder = /sample workspace: (.*)/.exec(output)?.[1] ?? "";
    assert.ok(existsSync(folder));
    started.kill("SIGINT");
    assert.equal(await ended, 0, output);
    assert.ok(!existsSync(folder));
    await assert.rejects(fetch(url));
  } finally {
    // Its own end takes the editor with it.
    started.kill("SIGINT");
    await ended;
  }
});
