/** How a request is mended that calls what no .proto file of the workspace has: by the service or the method that is named nearly so. */
import { lastPart } from "../base/lastPart.ts";
import type { Fix } from "../base/problem.ts";
import type { RequestBlock } from "../request/requestDocument.ts";
import { change } from "../request/requestFixes.ts";
import { nearest } from "../shared/nearest.ts";
import { findMethod, type MethodSource } from "./findMethod.ts";

/** `services`: full names of those that the workspace has. */
export function methodFixes(
  source: MethodSource,
  services: readonly string[],
  { target }: RequestBlock,
): readonly Fix[] {
  const { service, method } = target ?? {};
  if (!service || !method) return [];
  const found = findMethod(source, service.text, method.text);
  if (found.ok) return [];
  if (found.missing === "service") {
    const short = lastPart(service.text);
    const near = nearest(service.text, services) ?? services.find(s => s.endsWith(`.${short}`));
    return near === undefined ? [] : change(service.span, near);
  }
  const names = source.whoDeclares(service.text).flatMap(file => {
    const decl = source.outline(file)?.types.get(service.text);
    return decl?.kind === "service" ? decl.methods.map(m => m.name) : [];
  });
  const near = nearest(method.text, names);
  return (near === undefined ? names.slice(0, 5) : [near]).flatMap(name => change(method.span, name));
}
