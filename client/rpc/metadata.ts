/** Request metadata, judged before anything is sent. */
import * as grpc from "@grpc/grpc-js";
import type { Metadata } from "./call.ts";
import { failure, RpcError } from "./errors.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";

/** HTTP/2 forbids these; sent all the same, they make the library try again without end. */
const forbidden = new Set(
  "connection keep-alive proxy-connection transfer-encoding upgrade http2-settings host content-length".split(" "),
);
/** The library sets these itself and would overwrite them without a word. */
const own = new Set("te content-type user-agent :authority :path :method :scheme".split(" "));

const wrong = {
  key: {
    en: "a key has only letters, digits, `-`, `_` and `.`",
    ko: "키에는 글자, 숫자, `-`, `_`, `.`만 쓸 수 있습니다",
  },
  forbidden: { en: "HTTP/2 does not allow this header", ko: "HTTP/2에서 쓸 수 없는 헤더입니다" },
  own: { en: "gRPC sets this header itself", ko: "gRPC가 직접 설정하는 헤더입니다" },
  reserved: {
    en: "keys that start with `grpc-` belong to gRPC",
    ko: "`grpc-`로 시작하는 키는 gRPC가 씁니다",
  },
  binary: { en: "the value of a `-bin` key is base64", ko: "`-bin` 키의 값은 base64여야 합니다" },
  value: {
    en: "a value has only printable ASCII, unless its key ends in `-bin`",
    ko: "키가 `-bin`으로 끝나지 않으면 값에는 출력 가능한 ASCII만 쓸 수 있습니다",
  },
} as const;

/** Throws `RpcError` of kind `bad-metadata`, naming the key. Values never appear in messages: they may be secrets. */
export function toGrpcMetadata(metadata: Metadata): grpc.Metadata {
  const out = new grpc.Metadata();
  for (const [name, value] of metadata) {
    const key = name.toLowerCase();
    const bad = (reason: Bilingual): never => {
      throw new RpcError(failure("bad-metadata", "INVALID_ARGUMENT", reason, { key: name }));
    };
    if (!/^[a-z0-9_.-]+$/.test(key)) bad(wrong.key);
    if (forbidden.has(key)) bad(wrong.forbidden);
    if (own.has(key)) bad(wrong.own);
    if (key.startsWith("grpc-")) bad(wrong.reserved);
    if (key.endsWith("-bin")) {
      if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) bad(wrong.binary);
      out.add(key, Buffer.from(value, "base64"));
    } else {
      if (!/^[\x20-\x7e]*$/.test(value)) bad(wrong.value);
      out.add(key, value);
    }
  }
  return out;
}

export function fromGrpcMetadata(metadata: grpc.Metadata): Metadata {
  const out: [string, string][] = [];
  for (const key of Object.keys(metadata.getMap()))
    for (const value of metadata.get(key))
      out.push([key, typeof value === "string" ? value : value.toString("base64")]);
  return out;
}
