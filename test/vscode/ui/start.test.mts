import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { cleanEnvironment } from "../../setup/environment.ts";
import { newPage, openBrowser } from "../host.mts";
import { cursorInBody } from "./editorPage.mts";

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
    page.setDefaultTimeout(180_000);
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
    await cursorInBody(page);
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

test("npm start: where VS Code is installed it opens there, with settings and extensions of its own", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-desktop-"));
  try {
    const calls = path.join(folder, "calls");
    const code = path.join(folder, "code");
    // In the place of VS Code: notes how it was started, and its window is closed at once.
    writeFileSync(
      code,
      `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done >>'${calls}'\necho >>'${calls}'\n`,
    );
    chmodSync(code, 0o755);
    const started = spawn(process.execPath, ["test/start.mjs", "--built"], {
      env: cleanEnvironment({ PATH: `${folder}${path.delimiter}${process.env.PATH}` }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    started.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    assert.equal(await new Promise(resolve => started.once("close", resolve)), 0, output);

    const sample = /sample workspace: (.*)/.exec(output)?.[1] ?? "";
    const [install, open] = readFileSync(calls, "utf8")
      .trimEnd()
      .split("\n\n")
      .map(words => words.split("\n"));
    assert.deepEqual(install?.slice(-2), ["--install-extension", path.resolve("test/out/protocall.vsix")]);
    const own = install?.slice(0, 4) ?? [];
    assert.deepEqual([own[0], own[2]], ["--user-data-dir", "--extensions-dir"]);
    assert.deepEqual(open?.slice(0, 4), own);
    assert.deepEqual(open?.slice(-3), [
      sample,
      path.join(sample, "requests.grpc"),
      path.join(sample, "proto/shop/v1/shop.proto"),
    ]);
    assert.ok(open?.includes("--wait"));
    for (const gone of [sample, own[1] as string, own[3] as string]) assert.ok(!existsSync(gone), gone);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
