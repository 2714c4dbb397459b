// `npm start`: builds, then opens an editor on a sample workspace; `-- --check` does the same without a person.
import { runBundled } from "./setup/runBundled.mjs";

await runBundled("test/start/start.ts");
