/** One handshake message, taken apart: RFC 8446, section 4, and RFC 5246, section 7.4. */
import { ByteReader, ShortRead } from "./byteReader.ts";
import { distinguishedName } from "./distinguishedName.ts";
import { groupName, schemeName, suiteName, versionName } from "./tlsNames.ts";

export type HandshakeMessage =
  | {
      readonly type: "clientHello";
      readonly versions: readonly string[];
      /** How many are offered. */
      readonly cipherSuites: number;
      readonly serverName?: string;
      readonly alpn: readonly string[];
    }
  | {
      readonly type: "serverHello";
      readonly version: string;
      readonly suite: number;
      readonly cipherSuite: string;
      readonly group?: string;
      readonly alpn?: string;
      /** HelloRetryRequest: the server wants another key exchange. */
      readonly isRetry: boolean;
    }
  | { readonly type: "encryptedExtensions"; readonly alpn?: string }
  /** In DER, the first is the sender's own. */
  | { readonly type: "certificate"; readonly chain: readonly Buffer[] }
  | { readonly type: "certificateRequest"; readonly issuers: readonly string[]; readonly schemes: readonly string[] }
  | { readonly type: "certificateVerify"; readonly scheme: string }
  | { readonly type: "serverHelloDone" }
  | { readonly type: "sessionTicket" }
  | { readonly type: "finished" }
  | { readonly type: "other"; readonly number: number };

export type TlsGeneration = "tls12" | "tls13";

/** What is cut short or no such message is `other`. */
export function parseHandshakeMessage(number: number, body: Buffer, generation: TlsGeneration): HandshakeMessage {
  try {
    return parse(number, new ByteReader(body), generation);
  } catch (error) {
    if (error instanceof ShortRead || error instanceof RangeError) return { type: "other", number };
    throw error;
  }
}

function parse(number: number, r: ByteReader, generation: TlsGeneration): HandshakeMessage {
  switch (number) {
    case 1:
      return clientHello(r);
    case 2:
      return serverHello(r);
    case 4:
      return { type: "sessionTicket" };
    case 8:
      return { type: "encryptedExtensions", ...alpnOf(extensionsOf(r)) };
    case 11:
      return certificate(r, generation);
    case 13:
      return certificateRequest(r, generation);
    case 14:
      return { type: "serverHelloDone" };
    case 15:
      return { type: "certificateVerify", scheme: schemeName(r.number(2)) };
    case 20:
      return { type: "finished" };
    default:
      return { type: "other", number };
  }
}

type Extensions = ReadonlyMap<number, Buffer>;
const serverNameExtension = 0;
const signatureAlgorithms = 13;
const alpnExtension = 16;
const supportedVersions = 43;
const certificateAuthorities = 47;
const keyShare = 51;

function extensionsOf(r: ByteReader): Extensions {
  if (r.left < 2) return new Map();
  return new Map(new ByteReader(r.vector(2)).all(e => [e.number(2), e.vector(2)] as const));
}

const numbersIn = (bytes: Buffer): number[] => new ByteReader(bytes).all(r => r.number(2));

function protocolsIn(bytes: Buffer | undefined): string[] {
  if (!bytes) return [];
  return new ByteReader(new ByteReader(bytes).vector(2)).all(r => r.vector(1).toString("latin1"));
}

function alpnOf(extensions: Extensions): { alpn?: string } {
  const [alpn] = protocolsIn(extensions.get(alpnExtension));
  return alpn === undefined ? {} : { alpn };
}

function clientHello(r: ByteReader): HandshakeMessage {
  const legacy = r.number(2);
  r.take(32);
  r.vector(1);
  const cipherSuites = r.vector(2).length / 2;
  r.vector(1);
  const extensions = extensionsOf(r);
  const versions = extensions.get(supportedVersions);
  const name = extensions.get(serverNameExtension);
  return {
    type: "clientHello",
    versions: (versions ? numbersIn(new ByteReader(versions).vector(1)) : [legacy]).map(versionName),
    cipherSuites,
    alpn: protocolsIn(extensions.get(alpnExtension)),
    ...(name ? { serverName: hostIn(name) } : {}),
  };
}

function hostIn(bytes: Buffer): string {
  const list = new ByteReader(new ByteReader(bytes).vector(2));
  list.number(1);
  return list.vector(2).toString("latin1");
}

/** The "random" that makes a ServerHello a request to try again: RFC 8446, section 4.1.3. */
const retryRandom = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

function serverHello(r: ByteReader): HandshakeMessage {
  const legacy = r.number(2);
  const isRetry = r.take(32).toString("hex") === retryRandom;
  r.vector(1);
  const suite = r.number(2);
  r.number(1);
  const extensions = extensionsOf(r);
  const version = extensions.get(supportedVersions)?.readUInt16BE(0) ?? legacy;
  const share = extensions.get(keyShare);
  return {
    type: "serverHello",
    version: versionName(version),
    suite,
    cipherSuite: suiteName(suite),
    isRetry,
    ...(share ? { group: groupName(share.readUInt16BE(0)) } : {}),
    ...alpnOf(extensions),
  };
}

function certificate(r: ByteReader, generation: TlsGeneration): HandshakeMessage {
  if (generation === "tls13") r.vector(1);
  const chain = new ByteReader(r.vector(3)).all(entry => {
    const der = entry.vector(3);
    if (generation === "tls13") entry.vector(2);
    return der;
  });
  return { type: "certificate", chain };
}

function certificateRequest(r: ByteReader, generation: TlsGeneration): HandshakeMessage {
  r.vector(1);
  if (generation === "tls12") {
    const schemes = numbersIn(r.vector(2)).map(schemeName);
    return { type: "certificateRequest", schemes, issuers: namesIn(r.vector(2)) };
  }
  const extensions = extensionsOf(r);
  const schemes = extensions.get(signatureAlgorithms);
  const issuers = extensions.get(certificateAuthorities);
  return {
    type: "certificateRequest",
    schemes: schemes ? numbersIn(new ByteReader(schemes).vector(2)).map(schemeName) : [],
    issuers: issuers ? namesIn(new ByteReader(issuers).vector(2)) : [],
  };
}

const namesIn = (bytes: Buffer): string[] => new ByteReader(bytes).all(r => distinguishedName(r.vector(2)));
