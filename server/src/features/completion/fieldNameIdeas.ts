/**
 * Names that fields of a type usually have: by the kind of message they stand in, as published design guides name the fields of requests
 * (https://google.aip.dev/130 and those behind it), and by the words of the type's own name.
 */
import { snakeCase } from "../../base/letterCase.ts";
import { lastPart } from "../../base/lastPart.ts";

export interface FieldKind {
  /** As written: `int32`, `a.b.Item`; of a map that of its values. */
  readonly type: string;
  readonly form: "single" | "repeated" | "map";
}

interface Convention {
  readonly message: RegExp;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** The first that fits a message and its type counts. `$1`: what the message is about, in the words of a field. */
const byMessage: readonly Convention[] = [
  {
    message: /^List\w*Request$/,
    names: { string: ["parent", "page_token", "filter", "order_by"], int32: ["page_size"], bool: ["show_deleted"] },
  },
  { message: /^List\w*Response$/, names: { string: ["next_page_token"], int32: ["total_size"] } },
  {
    message: /^Create(\w+)Request$/,
    names: { string: ["parent", "$1_id", "request_id"], bool: ["validate_only"] },
  },
  {
    message: /^Update(\w+)Request$/,
    names: { string: ["request_id"], bool: ["allow_missing", "validate_only"] },
  },
  {
    message: /^Delete(\w+)Request$/,
    names: { string: ["name", "etag", "request_id"], bool: ["force", "allow_missing", "validate_only"] },
  },
  {
    message: /Request$/,
    names: { string: ["name", "parent", "filter", "request_id"], bool: ["validate_only"], int32: ["page_size"] },
  },
];

const byType: Readonly<Record<string, readonly string[]>> = {
  Timestamp: ["create_time", "update_time", "delete_time", "start_time", "end_time", "expire_time"],
  FieldMask: ["update_mask", "read_mask"],
  Duration: ["timeout", "ttl"],
  Struct: ["metadata"],
  Status: ["error"],
  Any: ["details", "metadata"],
  string: ["name", "id", "description", "display_name", "title", "type", "etag", "uid"],
  bool: ["enabled"],
  int32: ["count", "id"],
  int64: ["id", "count", "size_bytes"],
  bytes: ["data", "content"],
  double: ["value"],
  float: ["value"],
};

const ofMaps: Readonly<Record<string, readonly string[]>> = {
  string: ["labels", "annotations", "metadata", "attributes", "parameters"],
  Value: ["metadata", "parameters"],
};

/** `likely`: what the place and the type say; `usual`: what any field of the type may be called. `message`: the name of the one around. */
export function fieldNameIdeas(
  { type, form }: FieldKind,
  message: string,
): { readonly likely: readonly string[]; readonly usual: readonly string[] } {
  const last = lastPart(type);
  const own = /^[A-Z]/.test(last) ? wordsOf(last, message) : [];
  if (form === "map") return { likely: own.map(plural), usual: ofMaps[last] ?? [] };
  const [likely, usual] = [[...conventional(last, message), ...own], byType[last] ?? []];
  return form === "repeated" ? { likely: likely.map(plural), usual: usual.map(plural) } : { likely, usual };
}

function conventional(type: string, message: string): readonly string[] {
  for (const { message: pattern, names } of byMessage) {
    const found = pattern.exec(message);
    if (found && names[type]) return names[type].map(name => name.replace("$1", snakeCase(found[1] ?? "")));
  }
  return [];
}

/** `book_state` and `state` of `BookState`; the shorter one first in a message that says the rest of it. */
function wordsOf(type: string, message: string): string[] {
  const whole = snakeCase(type);
  const words = whole.split("_");
  const ends = words.map((_, i) => words.slice(i).join("_"));
  const owner = `${snakeCase(message)}_`;
  const [short, ...rest] = whole.startsWith(owner) ? [whole.slice(owner.length), ...ends] : ends;
  return [short as string, ...rest.filter(name => name !== short)];
}

function plural(name: string): string {
  if (name === "data" || name === "metadata") return name;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(?:[su]s|x|ch|sh)$/.test(name)) return `${name}es`;
  // `settings` and `details` are plural already.
  return name.endsWith("s") ? name : `${name}s`;
}
