/** Modules that Buf has fetched, on a disk: Buf itself compiles with the same cache. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const commit = "9a877cf260e1488d869a31fce3bea26d";
const shake = (text: string): string => createHash("shake256", { outputLength: 64 }).update(text).digest("hex");

test("Buf itself finds the module in the same place, and the command line says what to do where it is not there", async () => {
  const money = 'syntax = "proto3";\npackage acme.pay.v1;\nmessage Money { int64 units = 1; }\n';
  // How Buf sums a module up that depends on no other.
  const manifest = `shake256:${shake(money)}  acme/pay/v1/money.proto\n`;
  const lock = `version: v2\ndeps:\n  - name: buf.build/acme/payments\n    commit: ${commit}\n    digest: b5:${shake(`shake256:${shake(manifest)}`)}\n`;
  const module = `cache/v3/modules/b5/buf.build/acme/payments/${commit}`;
  const files = {
    [`${module}/files/acme/pay/v1/money.proto`]: money,
    [`${module}/module.yaml`]: "version: v1\nfiles_dir: files\n",
    "ws/buf.yaml": "version: v2\nmodules:\n  - path: proto\ndeps:\n  - buf.build/acme/payments\n",
    "ws/buf.lock": lock,
    "ws/proto/shop/a.proto":
      'syntax = "proto3";\npackage shop;\nimport "acme/pay/v1/money.proto";\nmessage A { acme.pay.v1.Money m = 1; }\n',
  };
  await inFolder(files, async folder => {
    const cwd = path.join(folder, "ws");
    const cache = { BUF_CACHE_DIR: path.join(folder, "cache") };
    execFileSync(path.resolve("node_modules/.bin/buf"), ["build"], { cwd, env: { ...process.env, ...cache } });
    const found = await cli(["check", "proto"], { cwd, env: cache });
    assert.deepEqual([found.out, found.code], ["", 0]);
    const { out } = await cli(["roots", "proto/shop/a.proto"], { cwd, env: cache });
    assert.match(
      out,
      /acme\/payments\/\w+\/files\n {2}the dependency buf\.build\/acme\/payments of buf\.lock, read-only/,
    );

    const lost = await cli(["check", "proto"], { cwd, env: { BUF_CACHE_DIR: path.join(folder, "nowhere") } });
    assert.equal(lost.code, 1);
    const said = "(looked in: proto; `buf dep update` fetches what Buf's cache lacks: buf.build/acme/payments)";
    assert.ok(lost.out.includes(said), lost.out);
  });
});
