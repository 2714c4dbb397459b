/** All good and bad certificates, keys in every encoding, and PKCS#12 files that the tests need, made by openssl. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../setup/run.ts";

export interface LabCertificates {
  readonly folder: string;
  file(name: string): string;
  remove(): void;
}

/** Of every key and PKCS#12 file that is encrypted. */
export const labPassphrase = "s3cret";

export async function makeLabCertificates(): Promise<LabCertificates> {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-lab-"));
  const script = path.resolve("test/support/lab/makeCertificates.sh");
  const { code, output } = await run("bash", [script, folder]);
  if (code !== 0) throw new Error(`the certificates could not be made:\n${output}`);
  return {
    folder,
    file: name => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
