/** Pages of webviews: nothing from elsewhere, nothing inline, nothing written as HTML that is data. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { repositoryFiles } from "./sourceFiles.ts";

const read = (file: string): string => readFileSync(file, "utf8");
const scripts = repositoryFiles("client/ui").filter(file => file.endsWith(".ts"));
const styles = repositoryFiles("client/ui").filter(file => file.endsWith(".css"));
const panels = repositoryFiles("client/src/panels").filter(file => file.endsWith(".ts"));

test("the policy lets in scripts by their nonce and our own styles, and nothing else", () => {
  const policy = /const policy = `([^`]*)`/.exec(read("client/src/panels/webviewPage.ts"))?.[1];
  assert.match(
    policy ?? "",
    /^default-src 'none'; style-src \$\{webview\.cspSource\}; script-src 'nonce-\$\{nonce\}'$/,
  );
  for (const file of panels) {
    if (file.endsWith("webviewPage.ts")) continue;
    assert.doesNotMatch(read(file), /<script|<style|<link|\son\w+=|\sstyle=|https?:\/\//, file);
    // All pages go through the shell that sets the policy.
    if (/webview\.html\s*=/.test(read(file)))
      assert.match(read(file), /webview\.html = (?:renderPage|pageOf)\(/, file);
  }
});

test("scripts of pages put data in as text", () => {
  assert.ok(scripts.length > 4);
  for (const file of scripts)
    assert.doesNotMatch(
      read(file),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      file,
    );
});

test("styles load nothing, and take their colours from the theme", () => {
  assert.ok(styles.length > 2);
  for (const file of styles) {
    assert.doesNotMatch(read(file), /url\(|https?:|@import\s+["'](?!\.\/)/, file);
    assert.doesNotMatch(read(file), /#[0-9a-f]{3,8}\s*[;,)]|\brgba?\(|\bhsla?\(/i, file);
  }
});

test("what takes the focus shows it", () => {
  for (const file of styles.filter(name => /button \{/.test(read(name))))
    assert.match(read(file), /button:focus-visible[^{]*\{\s*outline: 1px solid var\(--vscode-focusBorder\)/, file);
});

test("every control of a page has a name", () => {
  const html = read("client/src/panels/transcriptPanel.ts");
  const controls =
    html.match(/<(?:input|textarea|button|pre|div)\b[^>]*(?:tabindex|type|id="(?:pause|cancel)")[^>]*>[^<]*/g) ?? [];
  assert.ok(controls.length >= 8, `${controls.length}`);
  for (const control of controls) assert.match(control, /aria-label="\$\{|>\s*\$\{html\.\w+\}/, control);
});
