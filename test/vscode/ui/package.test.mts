import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const vsix = path.resolve("test/out/protocall.vsix");

/** The names in a zip archive, from its central directory (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12). */
function namesIn(archive: Buffer): string[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = archive.readUInt16LE(end + 10);
  const names: string[] = [];
  for (let at = archive.readUInt32LE(end + 16), i = 0; i < count; i++) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const [name, extra, comment] = [28, 30, 32].map(offset => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(archive.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

test("the package holds what runs and what is shown, and nothing else, in at most 2 MB", () => {
  const archive = readFileSync(vsix);
  assert.ok(archive.length <= 2 * 1024 * 1024, `${archive.length} bytes`);
  const names = namesIn(archive).filter(name => name.startsWith("extension/"));
  const files = names.map(name => name.slice("extension/".length)).sort();
  for (const needed of [
    ...["package.json", "package.nls.json", "package.nls.ko.json", "readme.md", "changelog.md", "LICENSE.txt"],
    ...["client/out/extension.js", "client/out/runner.js", "client/out/stubsWorker.js", "client/out/cli.js"],
    ...[
      "client/out/ui/transcript.js",
      "client/out/ui/transcript.css",
      "client/ui/icon.png",
      "client/l10n/bundle.l10n.ko.json",
      "client/out/ko/proto.json",
    ],
    ...["server/out/server.js", "server/notes/en/mtls.md", "server/notes/ko/mtls.md"],
    ...["server/protos/google/protobuf/any.proto", "syntaxes/proto.tmLanguage.json", "snippets/proto.json"],
  ])
    assert.ok(files.includes(needed), `${needed} is missing:\n${files.join("\n")}`);

  const allowed = [
    /^(package(\.nls(\.ko)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
    /^client\/(out\/\w+\.js|out\/ui\/\w+\.(js|css)|out\/ko\/[\w.-]+\.json|ui\/\w+\.(png|svg)|l10n\/[\w.]+\.json)$/,
    /^server\/(out\/server\.js|explanations\/\w+\.yaml|notes\/(en|ko)\/[\w-]+\.md|protos\/.+(\.proto|LICENSE[\w.-]*))$/,
    /^(syntaxes|snippets)\/[\w.-]+\.json$/,
  ];
  assert.deepEqual(
    files.filter(file => !allowed.some(pattern => pattern.test(file))),
    [],
  );
});
