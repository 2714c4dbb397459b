/** What stubs can be generated for. The generators themselves are in `runTarget.ts`: who only offers a choice does not load them. */
import type { Bilingual } from "../../server/src/shared/language.ts";

export interface Target {
  /** As written on a command line. */
  readonly id: string;
  readonly title: Bilingual;
  /** What is generated with, and what of it has to be installed. */
  readonly detail: Bilingual;
  /** Files whose stubs the runtime of the generated code brings along. */
  readonly inRuntime: RegExp;
  /** What generated code needs at run time, beginning with what messages need. */
  readonly install: (files: readonly string[]) => string;
}

export const targets: readonly Target[] = [
  {
    id: "ts",
    title: {
      en: "TypeScript: messages, gRPC clients and servers",
      ko: "TypeScript: 메시지, gRPC 클라이언트와 서버",
    },
    detail: {
      en: "Built in, nothing to install. Messages for @bufbuild/protobuf, services for @grpc/grpc-js and Connect.",
      ko: "내장 생성기, 설치가 필요 없습니다. 메시지는 @bufbuild/protobuf용, 서비스는 @grpc/grpc-js와 Connect용입니다.",
    },
    inRuntime: /^google\/protobuf\//,
    install: files =>
      `npm install @bufbuild/protobuf${files.some(file => file.endsWith("_grpc.ts")) ? " @grpc/grpc-js" : ""}`,
  },
];
