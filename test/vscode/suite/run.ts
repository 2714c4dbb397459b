/** What the extension host runs: every case of this folder, with Mocha's BDD-free interface (`suite`, `test`). */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Called with the folder of the bundled cases. Rejects where a case failed. Counts go to `PROTOCALL_TESTS_COUNTS`. */
export async function run(folder: string): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "tdd", timeout: 180_000, forbidOnly: true, forbidPending: true });
  for (const file of readdirSync(folder).sort())
    if (file.endsWith(".test.cjs")) mocha.addFile(path.join(folder, file));
  const stats = await new Promise<{ passes: number; failures: number }>(resolve => {
    const runner = mocha.run(failures => resolve({ passes: runner.stats?.passes ?? 0, failures }));
  });
  const counts = process.env.PROTOCALL_TESTS_COUNTS;
  if (counts) writeFileSync(counts, JSON.stringify({ passed: stats.passes, failed: stats.failures }));
  if (stats.failures > 0) throw new Error(`${stats.failures} tests failed`);
}
