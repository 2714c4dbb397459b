/** Finds the places of a request that a server complained about with `google.rpc.BadRequest`. */
import { type Node, parseTree } from "jsonc-parser";

export interface Violation {
  /** UTF-16 offsets in the text of the request. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** `request`: the text of one request; `details`: the status details as JSON. */
export function findViolations(request: string, details: readonly string[]): Violation[] {
  const complaints = details.flatMap(fieldViolations);
  if (complaints.length === 0) return [];
  const line = /^[ \t]*GRPC[ \t].*$/m.exec(request);
  const lineStart = line?.index ?? 0;
  const fallback = { start: lineStart, end: lineStart + (line?.[0].length ?? 0) };
  const body = bodyOf(request, fallback.end);
  const root = body && parseTree(body.text, [], { allowTrailingComma: true });
  return complaints.map(({ field, description }) => {
    const node = root && deepest(root, pathSteps(field));
    const place =
      node && body && node !== root
        ? { start: body.start + node.offset, end: body.start + node.offset + node.length }
        : fallback;
    return { ...place, message: description ? `${field}: ${description}` : field };
  });
}

interface FieldViolation {
  readonly field: string;
  readonly description: string;
}

function fieldViolations(detail: string): FieldViolation[] {
  let json: unknown;
  try {
    json = JSON.parse(detail);
  } catch {
    return [];
  }
  const { "@type": type, fieldViolations: found } = (json ?? {}) as { "@type"?: unknown; fieldViolations?: unknown };
  if (!String(type).endsWith("google.rpc.BadRequest") || !Array.isArray(found)) return [];
  return found.map(({ field, description }: Partial<FieldViolation>) => ({
    field: String(field ?? ""),
    description: String(description ?? ""),
  }));
}

/** The first message after the empty line that ends the headers. */
function bodyOf(request: string, from: number): { readonly text: string; readonly start: number } | undefined {
  const gap = /\r?\n[ \t]*\r?\n/.exec(request.slice(from));
  if (!gap) return undefined;
  const start = from + gap.index + gap[0].length;
  const text = request.slice(start);
  return { text: text.slice(0, /^===/m.exec(text)?.index), start };
}

/** `user.emails[0].address`, `labels["a"]` → its steps. */
const pathSteps = (field: string): (string | number)[] =>
  [...field.matchAll(/\[(\d+)\]|\[["']([^"']*)["']\]|([^.[\]]+)/g)].map(([, index, key, name]) =>
    index !== undefined ? Number(index) : (key ?? name ?? ""),
  );

/** The node of a path, or of the longest part of it that is there: a missing field is its message's matter. */
function deepest(root: Node, steps: readonly (string | number)[]): Node {
  let node = root;
  for (const step of steps) {
    const next =
      typeof step === "number"
        ? node.type === "array" && node.children?.[step]
        : node.children?.find(({ children }) => plain(String(children?.[0]?.value)) === plain(step))?.children?.[1];
    if (!next) break;
    node = next;
  }
  return node;
}

/** Servers name fields as declared, requests as JSON does. */
const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
