/** How names of P20… are mended: declared twice, imported in a form that is none, standing for something else. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { Fix } from "../../base/problem.ts";
import { folderOf, resolvePath } from "../../base/path.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { addFileOption, fileOption } from "./fileOptions.ts";
import { meantType } from "../meantType.ts";
import type { Mending, Mends } from "./mending.ts";

/** The name with the smallest number behind it that nobody else in its scope, or in a file that this one sees, has. */
function freeName(m: Mending, name: string, scope: string): string {
  const full = (n: string): string => (scope ? `${scope}.${n}` : n);
  const { outline, linked, world } = m.ctx;
  const taken = (n: string): boolean =>
    findDecl(outline, full(n)) !== undefined ||
    linked.visible.some(v => {
      const seen = world.outline(v.id);
      return seen !== undefined && findDecl(seen, full(n)) !== undefined;
    });
  for (let i = 2; ; i++) if (!taken(`${name}${i}`)) return `${name}${i}`;
}

const scopeAround = (m: Mending): string => {
  const outer = m.around("Message", "Enum", "Service", "Field", "EnumValue", "Method", "Oneof");
  const [decl] = m.declsOf(outer);
  return decl
    ? decl.fullName.slice(0, Math.max(0, decl.fullName.length - decl.name.length - 1))
    : m.ctx.outline.package;
};

const otherName = (m: Mending): Fix[] => m.write(freeName(m, m.text, scopeAround(m)));

/** `COLOR_RED` for a `RED` of `Color`, as the scope of both is the one around the enum. */
function withEnumName(m: Mending): Fix[] {
  const name = m.around("Enum")?.name?.text;
  if (!name || !m.around("EnumValue")) return otherName(m);
  const prefix = enumPrefix(name);
  const better = prefix + m.text;
  const scope = scopeAround(m);
  const taken = findDecl(m.ctx.outline, scope ? `${scope}.${better}` : better);
  return m.text.startsWith(prefix) || taken ? otherName(m) : m.write(better);
}

/** `./a.proto`, `..\b.proto`: seen from the root of imports. */
function cleanPath(m: Mending): Fix[] {
  const [written = ""] = m.args;
  const plain = written.replaceAll("\\", "/").replaceAll(/\/{2,}/g, "/");
  const isRelative = /^\.\.?\//.test(plain);
  const base = isRelative ? folderOf(m.ctx.world.importName(m.ctx.id)) : "";
  const path = resolvePath(base, plain.replace(/^\/+/, ""));
  const quote = m.text[0] ?? '"';
  return path === written ? [] : m.write(`${quote}${path}${quote}`);
}

/** A file that imports itself. */
function selfImport(m: Mending): Fix[] {
  const node = m.around("Import");
  const path = /^.(.*).$/.exec(node?.path ? m.textOfNode(node.path) : "")?.[1];
  if (!node || path === undefined || m.ctx.world.resolveImport(m.ctx.id, path) !== m.ctx.id) return [];
  return [{ code: "F2010", args: [path], edits: m.remove(node, path)[0]?.edits ?? [] }];
}

/** The type of that name in another scope, or one that is named nearly so. */
function rightType(m: Mending): Fix[] {
  const ref = m.ctx.linked.refs.find(r => r.node.first === m.token);
  if (!ref) return [];
  const wanted = ref.use === "field" ? ["message", "enum"] : ["message"];
  const found = m.ctx.linked.scope.find(ref.node.text.replace(/^\./, ""), "type");
  if (found && wanted.includes(found.kind)) return m.write(`.${ref.node.text.replace(/^\./, "")}`);
  const near = meantType(m.ctx, ref);
  return near === undefined || near === ref.node.text ? [] : m.write(near);
}

/** As a lite file itself the file may import others of the kind. */
function asLite(m: Mending): Fix[] {
  const text = "option optimize_for = LITE_RUNTIME;";
  const own = fileOption(m, "optimize_for");
  if (own?.value) return m.write("LITE_RUNTIME", m.span(own.value));
  return addFileOption(m, text);
}

export const nameFixes: Mends = {
  P2003: selfImport,
  P2004: cleanPath,
  P2005: asLite,
  P2020: otherName,
  P2021: withEnumName,
  P2022: otherName,
  P2023: otherName,
  P2024: otherName,
  P2033: rightType,
  P2034: rightType,
};
