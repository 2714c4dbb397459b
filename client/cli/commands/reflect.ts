/** `protocall reflect`: what a server says of its schema, and how that differs from .proto files. */
import { callKindOf } from "../../rpc/codec/methodCodec.ts";
import { Schema } from "../../rpc/codec/schema.ts";
import { compareSchemas, type Drift } from "../../rpc/drift/compareSchemas.ts";
import { driftText } from "../../rpc/drift/driftText.ts";
import { durationOf, headersOf, judgeAddress } from "../calls/callArguments.ts";
import { credentialHelp, credentialOptions, tlsOf, withPassphrase } from "../calls/credentialOptions.ts";
import { reflectServer } from "../calls/reflectServer.ts";
import { loadSchema, schemaHelp, schemaOptions } from "../calls/schemaOptions.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions } from "../options.ts";
import { writeSet } from "./build.ts";

const help = {
  en: `protocall reflect [-o FILE] [--proto FILE]… ADDRESS [SYMBOL]…

Asks a server for its schema by reflection (v1, and where it does not have that v1alpha) and lists its services and methods; SYMBOL is the
full name of a service or type to ask for instead of all. With .proto files or a set it tells how the server differs from them, field by
field.

  -o FILE, --output FILE write the schema as a FileDescriptorSet; - is standard output
  -H NAME:VALUE, --header NAME:VALUE   metadata, as for a call
${schemaHelp.en}  --timeout TIME         for all of it: 5, 0.5s, 200ms; 10 s where nothing is said
${languageHelp.en}  --format text|json     json: {version, services: [{name, methods}], missing}, or {drift: [{code, subject, effect, message}], missing}
${credentialHelp.en}
Exit code: 0 fine, 1 no schema to be had, or the server differs in a way that breaks calls, 2 wrong arguments.
`,
  ko: `protocall reflect [-o FILE] [--proto FILE]… ADDRESS [SYMBOL]…

리플렉션(v1, 없으면 v1alpha)으로 서버에 스키마를 물어 서비스와 메서드를 보여 줍니다. SYMBOL은 전체 대신 물어볼 서비스나 타입의 전체
이름입니다. .proto 파일이나 디스크립터 세트를 함께 주면 서버가 그것과 어떻게 다른지 필드 단위로 알려 줍니다.

  -o FILE, --output FILE 스키마를 FileDescriptorSet으로 씁니다. -는 표준 출력
  -H NAME:VALUE, --header NAME:VALUE   메타데이터. call과 같습니다
${schemaHelp.ko}  --timeout TIME         전체의 제한 시간: 5, 0.5s, 200ms. 기본값 10초
${languageHelp.ko}  --format text|json     json: {version, services: [{name, methods}], missing} 또는 {drift: [{code, subject, effect, message}], missing}
${credentialHelp.ko}
종료 코드: 0 정상, 1 스키마를 얻지 못했거나 호출을 깨뜨리는 차이가 있음, 2 잘못된 인수.
`,
};

export const reflect: Command = {
  name: "reflect",
  summary: {
    en: "ask a server for its schema, and compare it with .proto files",
    ko: "서버에 스키마를 묻고 .proto 파일과 비교",
  },
  help,
  run,
};

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...formatOption,
    ...schemaOptions,
    ...credentialOptions,
    output: { type: "string", short: "o" },
    header: { type: "string", short: "H", multiple: true },
    timeout: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const language = format === "json" ? output.dataLanguage : output.language;
  const [address, ...symbols] = positionals;
  if (address === undefined)
    throw new UsageError({
      en: "name an address: protocall reflect ADDRESS",
      ko: "주소를 쓰세요: protocall reflect ADDRESS",
    });
  judgeAddress(address);
  const metadata = headersOf(values.header ?? [], process.env);
  const timeoutMs = values.timeout === undefined ? 10_000 : durationOf("timeout", values.timeout);
  const isComparison = values.proto !== undefined || values.schema !== undefined;
  if (isComparison && values.output !== undefined)
    throw new UsageError({
      en: "-o and a schema to compare with contradict each other",
      ko: "-o와 비교할 스키마는 함께 쓸 수 없습니다",
    });
  const workspace = isComparison ? await loadSchema(values, output) : undefined;
  if (isComparison && !workspace) return 1;
  const ours = workspace && new Schema(workspace);
  const wanted = symbols.length > 0 ? symbols : ours?.services;
  const tls = await withPassphrase(tlsOf(values, address), process.env, output.language);

  const server = { address, tls, metadata, timeoutMs, ...(wanted ? { symbols: wanted } : {}) };
  const reflected = await reflectServer(server, output);
  if (!reflected) return 1;
  const { descriptorSet, missing, version } = reflected;
  if (values.output !== undefined) return writeSet(values.output, descriptorSet, output);
  const theirs = new Schema(descriptorSet);
  if (ours) {
    const drifts = compareSchemas(ours, theirs, wanted);
    const told = drifts.map(drift => ({ ...drift, message: driftText(drift, language) }));
    if (format === "json") output.out(`${JSON.stringify({ drift: told, missing }, undefined, 2)}\n`);
    else output.out(told.map(driftLine).join(""));
    return drifts.some(drift => drift.effect === "breaks") ? 1 : 0;
  }
  const names = reflected.services.length > 0 ? reflected.services : theirs.services;
  const services = names.map(name => ({ name, methods: methodsOf(theirs, name) }));
  if (format === "json") output.out(`${JSON.stringify({ version, services, missing }, undefined, 2)}\n`);
  else
    for (const { name, methods } of services)
      output.out(`${name}\n${methods.map(m => `  ${m.name} (${m.input}) → ${m.output}, ${m.kind}\n`).join("")}`);
  return 0;
}

const methodsOf = (schema: Schema, service: string) =>
  (schema.findService(service)?.methods ?? []).map(method => ({
    name: method.name,
    kind: callKindOf(method),
    input: method.input.typeName,
    output: method.output.typeName,
  }));

const driftLine = ({ subject, effect, message }: Drift & { readonly message: string }): string =>
  `${subject}: ${effect === "breaks" ? "error" : "warning"}: ${message}\n`;
