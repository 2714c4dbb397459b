/**
 * Terms in comments that a note explains: `// Requires mTLS.` Only terms that mean the concept wherever they stand; words of every day
 * such as "message", "service" or "channel" alone are left alone.
 */
import type { Span } from "../base/span.ts";
import type { NoteId } from "./noteId.ts";

export interface TermFound {
  readonly id: NoteId;
  /** Of the term in the text. */
  readonly span: Span;
}

/** Longer and more special ones come first: what an earlier one has taken is not looked at again. */
const terms: readonly (readonly [NoteId, RegExp])[] = [
  [
    "mtls-flow",
    /mTLS handshake|client certificates?|zero[- ]trust|클라이언트 인증서|제로 ?트러스트|mTLS 핸드셰이크/gi,
  ],
  ["mtls", /mTLS|mutual(?:ly authenticated)? TLS|mutual authentication|상호 (?:TLS|인증)/gi],
  ["tls-flow", /TLS handshake|TLS|SSL|server certificates?|서버 인증서|TLS 핸드셰이크/gi],
  [
    "load-balancing",
    /load[- ]balanc(?:ed|ers?|ing|e)|round[-_ ]robin|pick[-_]first|L[47](?: balancers?)?|로드 ?밸런(?:싱|서)|부하 분산/gi,
  ],
  [
    "grpc-auth",
    /bearer tokens?|OAuth ?2?(?:\.0)?|JWTs?|(?:call|channel) credentials?|gRPC auth(?:entication)?|gRPC 인증/gi,
  ],
  [
    "grpc-advantages",
    /HTTP\/[123](?:\.[01x])?|multiplex(?:ed|es|ing)?|head-of-line blocking|keep-alive|멀티플렉싱/gi,
  ],
  [
    "grpc-flow",
    /gRPC calls?|gRPC status(?:es)?|grpc-(?:status|message|timeout)|application\/grpc\S*|trailers?|gRPC 호출/gi,
  ],
  ["channel", /(?:gRPC|managed) ?channels?|ManagedChannel|gRPC 채널|채널/gi],
  ["rpc-flow", /(?:un)?marshal(?:s|l?ed|l?ing)?|rpcgen|(?:un)?마샬링/gi],
  ["stub", /(?:client|server|blocking|async) stubs?|stubs?|스텁/gi],
  ["protobuf", /protocol buffers?|protobufs?|serializ(?:ation|ed|es|e)|직렬화|varints?|wire format|와이어 포맷/gi],
  ["grpc", /gRPC/gi],
  ["rpc", /RPCs?|remote procedure calls?|interface definition language|원격 프로시저 호출/gi],
];

/** The term of a text that the character at `offset` belongs to. */
export function noteForTerm(text: string, offset: number): TermFound | undefined {
  for (const [id, pattern] of terms) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (span.start <= offset && offset < span.end && standsAlone(text, span)) return { id, span };
    }
  }
  return undefined;
}

/** Not a part of a longer Latin word or identifier; Korean particles may follow at once. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const inWord = /[A-Za-z0-9_]/;
  const before = text[start - 1] ?? "";
  const after = text[end] ?? "";
  const startsWithLatin = inWord.test(text[start] ?? "");
  const endsWithLatin = inWord.test(text[end - 1] ?? "");
  return !(startsWithLatin && inWord.test(before)) && !(endsWithLatin && inWord.test(after));
}
