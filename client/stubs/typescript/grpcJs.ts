/** Writes `NAME_grpc.ts` for each file with services: for each service its definition, the type of a server and a client of grpc-js. */
import type { DescMethod, DescService } from "@bufbuild/protobuf";
import { createEcmaScriptPlugin, type GeneratedFile, type Printable } from "@bufbuild/protoplugin";
import { methodNames } from "./methodNames.ts";

export const grpcJs = createEcmaScriptPlugin({
  name: "protocall",
  version: "v1",
  generateTs(schema) {
    for (const file of schema.files) {
      if (file.services.length === 0) continue;
      const f = schema.generateFile(`${file.name}_grpc.ts`);
      f.preamble(file);
      printCodec(f);
      for (const service of file.services) printService(f, service);
    }
  },
});

const runtime = "@bufbuild/protobuf";
const grpc = "@grpc/grpc-js";

type Kind = DescMethod["methodKind"];
const streamsRequests = (kind: Kind): boolean => kind === "client_streaming" || kind === "bidi_streaming";
const streamsResponses = (kind: Kind): boolean => kind === "server_streaming" || kind === "bidi_streaming";

/** What a caller may give in place of a message: an object with some of its fields. */
const initOf = (f: GeneratedFile, message: DescMethod["input"]): Printable => [
  f.import("MessageInitShape", runtime, true),
  "<typeof ",
  f.importSchema(message, true),
  ">",
];

/** No message can be called so: `$` is not in their alphabet. */
const [serialize, deserialize] = ["serialize$", "deserialize$"];

function printCodec(f: GeneratedFile): void {
  const desc = f.import("DescMessage", runtime, true);
  const init = f.import("MessageInitShape", runtime, true);
  const shape = f.import("MessageShape", runtime, true);
  const [bytes, toBytes] = [f.import("Buffer", "node:buffer", true), f.import("Buffer", "node:buffer")];
  f.print`const ${serialize} = <D extends ${desc}>(schema: D) => (message: ${init}<D>): ${bytes} =>`;
  f.print`  ${toBytes}.from(${f.import("toBinary", runtime)}(schema, ${f.import("create", runtime)}(schema, message)));`;
  f.print`const ${deserialize} = <D extends ${desc}>(schema: D) => (bytes: Uint8Array): ${shape}<D> =>`;
  f.print`  ${f.import("fromBinary", runtime)}(schema, bytes);`;
  f.print();
}

function printService(f: GeneratedFile, service: DescService): void {
  const names = methodNames(service);
  printDefinition(f, service, names);
  printServer(f, service, names);
  printClient(f, service, names);
}

type Names = ReadonlyMap<DescMethod, string>;

function printDefinition(f: GeneratedFile, service: DescService, names: Names): void {
  f.print(f.jsDoc(service));
  f.print(f.export("const", `${service.name}Definition`), " = {");
  for (const method of service.methods) {
    const [input, output] = [f.importSchema(method.input), f.importSchema(method.output)];
    f.print(f.jsDoc(method, "  "));
    f.print`  ${names.get(method) ?? method.localName}: {`;
    f.print`    path: ${f.string(`/${service.typeName}/${method.name}`)},`;
    f.print`    requestStream: ${String(streamsRequests(method.methodKind))},`;
    f.print`    responseStream: ${String(streamsResponses(method.methodKind))},`;
    f.print`    requestSerialize: ${serialize}(${input}),`;
    f.print`    requestDeserialize: ${deserialize}(${input}),`;
    f.print`    responseSerialize: ${serialize}(${output}),`;
    f.print`    responseDeserialize: ${deserialize}(${output}),`;
    f.print("  },");
  }
  f.print("} as const;");
  f.print();
}

const handlers: Readonly<Record<Kind, string>> = {
  unary: "handleUnaryCall",
  client_streaming: "handleClientStreamingCall",
  server_streaming: "handleServerStreamingCall",
  bidi_streaming: "handleBidiStreamingCall",
};

/** A type, not an interface: only a type fits where grpc-js wants an index signature, so that a class may implement it as it is. */
function printServer(f: GeneratedFile, service: DescService, names: Names): void {
  const use = `\`const handlers: ${service.name}Server = …; server.addService(${service.name}Definition, handlers)\``;
  f.print(f.jsDoc(`What a server of ${service.typeName} does: ${use}.`));
  f.print(f.export("type", `${service.name}Server`), " = {");
  for (const method of service.methods) {
    const handler = f.import(handlers[method.methodKind], grpc, true);
    const name = names.get(method) ?? method.localName;
    f.print`  ${name}: ${handler}<${f.importShape(method.input)}, ${initOf(f, method.output)}>;`;
  }
  f.print("};");
  f.print();
}

function printClient(f: GeneratedFile, service: DescService, names: Names): void {
  const client = `${service.name}Client`;
  f.print(f.jsDoc(`A client of ${service.typeName}: \`new ${client}(address, credentials)\`.`));
  f.print(f.export("interface", client), " extends ", f.import("Client", grpc, true), " {");
  for (const method of service.methods) {
    f.print(f.jsDoc(method, "  "));
    for (const { parameters, returns } of signatures(f, method)) {
      const list = parameters.flatMap((parameter, index) => (index > 0 ? [", ", parameter] : [parameter]));
      f.print("  ", names.get(method) ?? method.localName, "(", list, "): ", returns, ";");
    }
  }
  f.print("}");
  f.print();
  const [credentials, options] = [f.import("ChannelCredentials", grpc, true), f.import("ClientOptions", grpc, true)];
  f.print`${f.export("const", client)} = ${f.import("makeGenericClientConstructor", grpc)}(`;
  f.print`  ${service.name}Definition,`;
  f.print`  ${f.string(service.typeName)},`;
  f.print(") as unknown as {");
  f.print`  new (address: string, credentials: ${credentials}, options?: Partial<${options}>): ${client};`;
  f.print`  readonly service: typeof ${service.name}Definition;`;
  f.print("};");
  f.print();
}

interface Signature {
  readonly parameters: readonly Printable[];
  readonly returns: Printable;
}

/** The ways to call a method that grpc-js has: metadata and options may be left out. */
function signatures(f: GeneratedFile, method: DescMethod): Signature[] {
  const [input, output] = [initOf(f, method.input), f.importShape(method.output)];
  const [metadata, options] = [f.import("Metadata", grpc, true), f.import("CallOptions", grpc, true)];
  const some: Printable = ["options: Partial<", options, ">"];
  if (streamsResponses(method.methodKind)) {
    const tail: Printable[] = [
      ["metadata?: ", metadata, " | Partial<", options, ">"],
      ["options?: Partial<", options, ">"],
    ];
    return method.methodKind === "server_streaming"
      ? [
          {
            parameters: [["request: ", input], ...tail],
            returns: [f.import("ClientReadableStream", grpc, true), "<", output, ">"],
          },
        ]
      : [{ parameters: tail, returns: [f.import("ClientDuplexStream", grpc, true), "<", input, ", ", output, ">"] }];
  }
  const error = f.import("ServiceError", grpc, true);
  const callback: Printable = ["callback: (error: ", error, " | null, response?: ", output, ") => void"];
  const before: readonly (readonly Printable[])[] = [
    [],
    [["metadata: ", metadata]],
    [some],
    [["metadata: ", metadata], some],
  ];
  const unary = method.methodKind === "unary";
  const request: Printable[] = unary ? [["request: ", input]] : [];
  const returns: Printable = unary
    ? f.import("ClientUnaryCall", grpc, true)
    : [f.import("ClientWritableStream", grpc, true), "<", input, ">"];
  return before.map(given => ({ parameters: [...request, ...given, callback], returns }));
}
