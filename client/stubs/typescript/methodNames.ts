/** The names of a service's methods in generated code: as protobuf-es has them, unless a member of every client is called so. */
import type { DescMethod, DescService } from "@bufbuild/protobuf";

/** Members of the class `Client` of grpc-js, and of every object. */
const taken = [
  ...["close", "getChannel", "waitForReady", "makeUnaryRequest", "makeClientStreamRequest"],
  ...[
    "makeServerStreamRequest",
    "makeBidiStreamRequest",
    "checkMetadataAndOptions",
    "checkOptionalUnaryResponseArguments",
  ],
  ...["constructor", "prototype", "__proto__", "toString", "toLocaleString", "valueOf", "hasOwnProperty"],
  ...["isPrototypeOf", "propertyIsEnumerable"],
];

/** As protobuf-es does it, `$` is added until the name is free. */
export function methodNames(service: DescService): ReadonlyMap<DescMethod, string> {
  const used = new Set(taken);
  const names = new Map<DescMethod, string>();
  for (const method of service.methods) {
    let name = method.localName;
    while (used.has(name)) name += "$";
    used.add(name);
    names.set(method, name);
  }
  return names;
}
