/** A page of a real editor, as a user sees it, for tests that click and type. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { type Host, newPage, startHost, workbenchUrl } from "../host.mts";

/** Where tests leave what a person would see. */
export const pictures = path.resolve("test/out");
const vsix = path.resolve("test/out/protocall.vsix");

export interface EditorOptions {
  /** Of the picture that is left where `use` fails. */
  readonly name: string;
  readonly browser: Browser;
  readonly folder: string;
  readonly settings: Record<string, unknown>;
  readonly trust?: "restricted";
}

export async function inEditor(
  { name, browser, folder, settings, trust }: EditorOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  let host: Host | undefined;
  let page: Page | undefined;
  try {
    host = await startHost({ driver: false, vsix, settings, ...(trust ? { trust } : {}) });
    page = await newPage(browser);
    page.setDefaultTimeout(180_000);
    await page.goto(workbenchUrl(host, folder));
    await use(page);
  } catch (error) {
    await page?.screenshot({ path: path.join(pictures, `${name}-failed.png`) });
    throw error;
  } finally {
    await page?.context().close();
    await host?.stop();
  }
}

export const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`) });

export const lens = (page: Page, text: string | RegExp): Locator =>
  page.locator(".codelens-decoration a", { hasText: text }).first();
export const line = (page: Page, text: string | RegExp): Locator =>
  page.locator(".view-line", { hasText: text }).first();
/** The page of the webview that is in front. */
export const webview = (page: Page): FrameLocator =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

/** The cursor stands where the user types first in a request that was opened just now: not at the start of the document. */
export const cursorInBody = (page: Page): Promise<void> =>
  page.locator('[id="status.editor.selection"]', { hasText: /Ln (?!1,)\d+/ }).waitFor();

/** Runs a command from the palette by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator('.quick-input-widget input[type="text"]').fill(`>${title}`);
  // The list may still be that of all commands, with another one in focus.
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).waitFor();
  await page.keyboard.press("Enter");
}
