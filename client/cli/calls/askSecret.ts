/** Asks for a secret on the terminal. What is typed is not shown and goes nowhere else. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

export function askSecret(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(`${question}: `);
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise(resolve => {
    let answer = "";
    lines.once("line", line => {
      answer = line;
      lines.close();
    });
    lines.once("close", () => {
      process.stderr.write("\n");
      resolve(answer);
    });
  });
}
