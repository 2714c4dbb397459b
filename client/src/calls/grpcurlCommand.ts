/** Requests as command lines of grpcurl, and back from those of grpcurl and `buf curl`. */
import type { Metadata, TlsProfile } from "../../rpc/call.ts";
import { splitJsonTexts } from "../../rpc/jsonTexts.ts";
import { quoteShellWord, splitShellWords } from "./shellWords.ts";
import { secretVariable } from "../../../server/src/protocol/template.ts";

export interface CommandLineCall {
  readonly address: string;
  /** `package.Service/Method` */
  readonly method: string;
  readonly metadata: Metadata;
  /** JSON texts. */
  readonly bodies: readonly string[];
  readonly tls: TlsProfile;
  readonly timeoutMs?: number;
}

/** One grpcurl command. Names of secrets have to be replaced by `$NAME` before, which the shell fills in. */
export function renderGrpcurl(call: CommandLineCall): string {
  const { tls } = call;
  const options: string[][] = [];
  if (tls.mode === "plaintext") options.push(["-plaintext"]);
  else {
    if (tls.skipVerify) options.push(["-insecure"]);
    if (tls.caFiles?.[0]) options.push(["-cacert", tls.caFiles[0]]);
    if (tls.certFile) options.push(["-cert", tls.certFile]);
    if (tls.keyFile) options.push(["-key", tls.keyFile]);
    if (tls.serverName) options.push(["-servername", tls.serverName]);
  }
  if (call.timeoutMs !== undefined) options.push(["-max-time", String(call.timeoutMs / 1000)]);
  for (const [key, value] of call.metadata) options.push(["-H", `${key}: ${value}`]);
  if (call.bodies.length > 0) options.push(["-d", call.bodies.join("\n")]);
  const address = call.address.replace(/^(?:https?|grpcs?):\/\//, "");
  const words = [["grpcurl"], ...options, [address, call.method]];
  return words.map(group => group.map(quoteOrExpand).join(" ")).join(" \\\n  ");
}

/** `$NAME` in a value must reach the shell: such a word is quoted with double quotes. */
function quoteOrExpand(word: string): string {
  if (!secretPlace.test(word)) return quoteShellWord(word);
  return `"${word.replace(/[\\"`]|\$(?!\{PROTOCALL_)/g, "\\$&")}"`;
}

const secretPlace = /\$\{PROTOCALL_\w+\}/;

/** Stands in a command line for the secret of a name. */
export const secretInShell = (name: string): string => `\${${secretVariable(name)}}`;

export type ParsedCommandLine =
  | { readonly ok: true; readonly call: CommandLineCall }
  | { readonly ok: false; readonly reason: "not a call" | "quote is open" | "no method" };

/** Options of grpcurl and `buf curl` that take a value and say nothing that a request keeps. */
const ignoredWithValue =
  /^--?(?:import-path|proto|protoset|schema|reflect-header|reflect-protocol|user-agent|max-msg-sz|connect-timeout|keepalive-time|format|authority|expand-headers|rpc-header|output|o|protoset-out|proto-out-dir)$/;

/** Reads a command line of grpcurl or `buf curl`; what comes before them (`$`, `sudo`, variables) is skipped. */
export function parseCommandLine(line: string): ParsedCommandLine {
  const words = splitShellWords(line.trim());
  if (!words) return { ok: false, reason: "quote is open" };
  const grpcurl = words.findIndex(word => /(?:^|\/)grpcurl(?:\.exe)?$/.test(word));
  const buf = words.findIndex((word, index) => /(?:^|\/)buf$/.test(word) && words[index + 1] === "curl");
  if (grpcurl < 0 && buf < 0) return { ok: false, reason: "not a call" };

  const rest = words.slice(grpcurl >= 0 ? grpcurl + 1 : buf + 2);
  const tls: { -readonly [Key in keyof TlsProfile]: TlsProfile[Key] } = { mode: "tls" };
  const metadata: [string, string][] = [];
  const positional: string[] = [];
  let bodies: string[] = [];
  let timeoutMs: number | undefined;
  while (rest.length > 0) {
    const word = rest.shift()!;
    if (!word.startsWith("-") || word === "-") {
      positional.push(word);
      continue;
    }
    const [option = "", inline] = splitOnce(word, "=");
    const value = () => inline ?? rest.shift() ?? "";
    switch (option.replace(/^--?/, "")) {
      case "plaintext":
      case "http2-prior-knowledge":
        tls.mode = "plaintext";
        break;
      case "insecure":
      case "k":
        tls.skipVerify = true;
        break;
      case "cacert":
        tls.caFiles = [value()];
        tls.roots = "files";
        break;
      case "cert":
      case "E":
        tls.certFile = value();
        tls.mode = "mtls";
        break;
      case "key":
        tls.keyFile = value();
        break;
      case "servername":
        tls.serverName = value();
        break;
      case "max-time":
      case "m": {
        const seconds = Number.parseFloat(value());
        if (seconds > 0) timeoutMs = Math.round(seconds * 1000);
        break;
      }
      case "H":
      case "header":
      case "rpc-header": {
        const [key = "", text = ""] = splitOnce(value(), ":");
        metadata.push([key.trim().toLowerCase(), text.trim()]);
        break;
      }
      case "d":
      case "data":
        bodies = bodiesOf(value());
        break;
      default:
        if (inline === undefined && ignoredWithValue.test(option)) rest.shift();
    }
  }

  const target = targetOf(positional);
  if (!target) return { ok: false, reason: "no method" };
  const call = { ...target, metadata, bodies, tls, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  if (/^http:/.test(target.address)) tls.mode = "plaintext";
  return { ok: true, call };
}

/** `address package.Service/Method` (also with a dot before the method), or a URL that ends in both. */
function targetOf(positional: readonly string[]): { address: string; method: string } | undefined {
  const [first, second] = positional;
  if (!first) return undefined;
  if (second) {
    const slash = second.includes("/") ? second.lastIndexOf("/") : second.lastIndexOf(".");
    return slash > 0 ? { address: first, method: `${second.slice(0, slash)}/${second.slice(slash + 1)}` } : undefined;
  }
  const match = /^(.+?)\/([\w.]+\/\w+)$/.exec(first);
  return match ? { address: match[1]!, method: match[2]! } : undefined;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** `@` reads standard input and `@file` a file: neither is known here. */
const bodiesOf = (data: string): string[] => (data.startsWith("@") ? [] : splitJsonTexts(data));
