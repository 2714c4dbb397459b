/** A declaration as one would write it, qualified where the reader may not see where it comes from. */
import type { DeclOutline, EnumOutline, FieldOutline, MessageOutline, OneofOutline } from "../outline/outline.ts";

/** Lines of .proto text. A message shows its first fields. */
export function renderSignature(decl: DeclOutline): string {
  switch (decl.kind) {
    case "message":
      return message(decl);
    case "field":
      return decl.extendee === undefined
        ? `${field(decl)} // ${decl.parent?.fullName ?? ""}`
        : `extend ${decl.extendee} {\n  ${field(decl)}\n}`;
    case "oneof":
      return oneof(decl);
    case "enum":
      return enumeration(decl);
    case "enumValue":
      return `${decl.name} = ${decl.number}; // ${decl.parent.fullName}`;
    case "service":
      return `service ${decl.fullName} {\n${decl.methods
        .slice(0, 12)
        .map(m => `  ${method(m)}`)
        .join("\n")}${decl.methods.length > 12 ? `\n  // … +${decl.methods.length - 12}` : ""}\n}`;
    case "method":
      return `${method(decl)} // ${decl.parent.fullName}`;
  }
}

const MAX_MEMBERS = 12;

function message(m: MessageOutline): string {
  if (m.fields.length === 0) return `message ${m.fullName} {}`;
  const lines: string[] = [];
  let oneof: OneofOutline | undefined;
  for (const f of m.fields.slice(0, MAX_MEMBERS)) {
    const own = writtenOneof(m, f);
    if (oneof && own !== oneof) lines.push("  }");
    if (own && own !== oneof) lines.push(`  oneof ${own.name} {`);
    oneof = own;
    lines.push(`${own ? "    " : "  "}${field(f)}`);
  }
  if (oneof) lines.push("  }");
  if (m.fields.length > MAX_MEMBERS) lines.push(`  // … +${m.fields.length - MAX_MEMBERS}`);
  return `message ${m.fullName} {\n${lines.join("\n")}\n}`;
}

function oneof(o: OneofOutline): string {
  const fields = o.parent?.fields.filter(f => o.parent && writtenOneof(o.parent, f) === o) ?? [];
  const lines = fields.slice(0, MAX_MEMBERS).map(f => `  ${field(f)}`);
  if (fields.length > MAX_MEMBERS) lines.push(`  // … +${fields.length - MAX_MEMBERS}`);
  const body = lines.length ? `{\n${lines.join("\n")}\n}` : "{}";
  return `oneof ${o.name} ${body} // ${o.parent?.fullName ?? ""}`;
}

/** The oneof that a field stands in; that of a proto3 `optional` is none. */
function writtenOneof(message: MessageOutline, { oneof }: FieldOutline): OneofOutline | undefined {
  const found = oneof === undefined ? undefined : message.oneofs[oneof];
  return found?.synthetic ? undefined : found;
}

function enumeration(e: EnumOutline): string {
  const lines = e.values.slice(0, MAX_MEMBERS).map(v => `  ${v.name} = ${v.number};`);
  if (e.values.length > MAX_MEMBERS) lines.push(`  // … +${e.values.length - MAX_MEMBERS}`);
  return `enum ${e.fullName} {\n${lines.join("\n")}\n}`;
}

function field(f: FieldOutline): string {
  const label = f.label && f.form !== "map" ? `${f.label} ` : "";
  // A group is declared by the name of its message.
  if (f.form === "group") return `${label}group ${f.type} = ${numberOf(f)} { … }`;
  return `${label}${f.form === "map" ? mapType(f) : f.type} ${f.name} = ${numberOf(f)};`;
}

/** Not written yet, or not a number. */
const numberOf = (f: FieldOutline): string => (f.number > 0 ? `${f.number}` : "?");

/** `map<string, int32>` of a field that is one. */
export function mapType(f: FieldOutline): string {
  const entry = f.parent?.messages.find(m => m.name === f.type);
  const [key, value] = entry?.fields ?? [];
  return `map<${key?.type ?? "?"}, ${value?.type ?? "?"}>`;
}

function method(m: Extract<DeclOutline, { kind: "method" }>): string {
  const stream = (on: boolean): string => (on ? "stream " : "");
  return `rpc ${m.name}(${stream(m.clientStreaming)}${m.input}) returns (${stream(m.serverStreaming)}${m.output});`;
}
