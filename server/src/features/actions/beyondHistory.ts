/** Fixes that give a number give none that the message or enum had in a commit: bytes that carry it may still be read. */
import type { Fix } from "../../base/problem.ts";
import type { Declared } from "../../outline/buildOutline.ts";
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { Tree } from "../../syntax/ast.ts";
import { nodesAt, tokenAt } from "../../syntax/nodeAt.ts";
import { type FileHistory, withoutPackage } from "../fieldHistory.ts";

export function beyondHistory(tree: Tree, declared: Declared, history: FileHistory | undefined, fix: Fix): Fix {
  const [edit] = fix.edits;
  const [number = ""] = fix.args;
  if (fix.code !== "F3104" || !edit || !history) return fix;
  const nodes = nodesAt(tree, tokenAt(tree, Math.max(0, edit.span.start - 1)));
  const owner = nodes.findLast(n => n.kind === "Message" || n.kind === "Enum" || n.kind === "Extend");
  const found = [...declared.nodes].find(([d, n]) => n === owner && (d.kind === "message" || d.kind === "enum"));
  const decl = found?.[0];
  if (decl?.kind !== "message" && decl?.kind !== "enum") return fix;
  const used = history.get(withoutPackage(decl.fullName, declared.outline))?.numbers;
  if (!used?.has(Number(number))) return fix;
  const next = decl.kind === "message" ? nextFieldNumber(decl, used) : nextEnumNumber(decl, used);
  if (next === undefined) return fix;
  const edits = fix.edits.map(e => ({ ...e, text: e.text.replace(number, `${next}`) }));
  return { ...fix, args: [`${next}`], edits };
}
