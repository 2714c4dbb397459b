// `npm test`. The runner itself is TypeScript: it is bundled first, so that it runs on Node 20 as it is.
import { runBundled } from "./setup/runBundled.mjs";

await runBundled("test/run/main.ts", "test/run/reporter.ts");
