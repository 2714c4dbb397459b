/** A value that fits the name and type of a field, so that an example looks like a real answer. */
import { ScalarType } from "@bufbuild/protobuf";

/** The first pattern that a name in snake_case matches counts. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/e_?mail/, "user@example.com"],
  [/(url|uri|link|website|homepage)$/, "https://example.com/"],
  [/(phone|mobile|fax)/, "+82-2-555-0100"],
  [/(^|_)(uuid|guid)$/, "123e4567-e89b-42d3-a456-426614174000"],
  [/(^|_)ids?$/, "a1b2c3"],
  [/(^|_)(first|given)_name$/, "Minji"],
  [/(^|_)(last|family)_name$/, "Kim"],
  [/(^|_)country(_code)?$/, "KR"],
  [/(^|_)(currency|currency_code)$/, "KRW"],
  [/(^|_)(language|locale)(_code)?$/, "ko-KR"],
  [/(^|_)(time_?zone|tz)$/, "Asia/Seoul"],
  [/(^|_)city$/, "Seoul"],
  [/(^|_)(zip|postal)(_code)?$/, "04524"],
  [/(^|_)(host|hostname|domain)$/, "example.com"],
  [/(^|_)ip(_address|v4)?$/, "192.0.2.1"],
  [/(^|_)(version|etag)$/, "1.0.0"],
  [/(^|_)(date)$/, "2026-01-01"],
  [/(_at|_time|timestamp)$/, "2026-01-01T00:00:00Z"],
  [/(^|_)(page_)?token$/, ""],
  [/(^|_)colou?r$/, "#3366cc"],
  [/(mime|content)_type$/, "text/plain"],
];

const numbers: readonly (readonly [RegExp, number])[] = [
  [/(^|_)lat(itude)?$/, 37.5665],
  [/(^|_)(lng|lon|longitude)$/, 126.978],
  [/(percent|ratio|rate)$/, 12.5],
  [/(^|_)(year)$/, 2026],
  [/(^|_)(month|day)$/, 1],
  [/(^|_)port$/, 8080],
  [/(seconds|_at|_time|timestamp)$/, 1_767_225_600],
  [/(^|_)(price|amount|cost|cents)$/, 1990],
  [/(^|_)(count|size|total|quantity|number_of_\w+)$/, 3],
];

const find = <T>(table: readonly (readonly [RegExp, T])[], name: string): T | undefined =>
  table.find(([pattern]) => pattern.test(name))?.[1];

export function exampleScalar(type: ScalarType, name: string): string | number | bigint | boolean | Uint8Array {
  switch (type) {
    case ScalarType.STRING:
      return find(texts, name) ?? `example ${name.replaceAll("_", " ")}`;
    case ScalarType.BYTES:
      return new Uint8Array();
    case ScalarType.BOOL:
      return true;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return find(numbers, name) ?? 1.5;
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return BigInt(Math.trunc(find(numbers, name) ?? 42));
    default:
      return Math.trunc(find(numbers, name) ?? 42);
  }
}
