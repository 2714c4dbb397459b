/** `package.Service` and `Method` of a request → the declaration in the workspace. */
import type { FileId } from "../link/world.ts";
import type { MethodOutline, Outline, ServiceOutline } from "../outline/outline.ts";

export interface MethodSource {
  whoDeclares(fullName: string): readonly FileId[];
  outline(file: FileId): Outline | undefined;
}

export type MethodLookup =
  | { readonly ok: true; readonly file: FileId; readonly service: ServiceOutline; readonly method: MethodOutline }
  | {
      readonly ok: false;
      readonly missing: "service" | "method";
      readonly message: string;
      readonly messageKo: string;
    };

export function findMethod(source: MethodSource, serviceName: string, methodName: string): MethodLookup {
  for (const file of source.whoDeclares(serviceName)) {
    const service = source.outline(file)?.types.get(serviceName);
    if (service?.kind !== "service") continue;
    const method = service.methods.find(m => m.name === methodName);
    if (method) return { ok: true, file, service, method };
    const names = service.methods.map(m => m.name).join(", ") || "–";
    return {
      ok: false,
      missing: "method",
      message: `\`${serviceName}\` has no method \`${methodName}\`; it has ${names}`,
      messageKo: `\`${serviceName}\`에 메서드 \`${methodName}\`이(가) 없습니다. 있는 메서드: ${names}`,
    };
  }
  return {
    ok: false,
    missing: "service",
    message: `no service \`${serviceName}\` in the .proto files of this workspace`,
    messageKo: `이 작업 영역의 .proto 파일에 서비스 \`${serviceName}\`이(가) 없습니다`,
  };
}
