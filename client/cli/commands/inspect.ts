/** `protocall inspect`: the handshake with a server, step by step. */
import { inspect as lookAt } from "../../rpc/inspect/inspect.ts";
import { inspectionText } from "../../rpc/inspect/inspectionText.ts";
import { durationOf, judgeAddress } from "../calls/callArguments.ts";
import { credentialHelp, credentialOptions, tlsOf, withPassphrase } from "../calls/credentialOptions.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { inOneLanguage } from "../inOneLanguage.ts";
import { formatOption, oneOf, parseOptions, tooMuch } from "../options.ts";

const help = {
  en: `protocall inspect [--cacert FILE] [--cert FILE --key FILE] [--format text|json] ADDRESS

Connects and shows the handshake with what really passed: the versions, the server's certificates and whether they are trusted, whether the
server asks for a client certificate and from whom, what was presented and what the server says to it, and a first exchange. The client's
certificate is sent only to a server that was verified. No metadata and no message of yours is sent.

  --timeout TIME         limit of each step: 5, 0.5s, 200ms; 5 s where nothing is said
${languageHelp.en}  --format text|json     json: {address, mode, ok, steps: [{kind, ok?, …}], failure?}
${credentialHelp.en}
Exit code: 0 a call would get through, 1 it would not, 2 wrong arguments.
`,
  ko: `protocall inspect [--cacert FILE] [--cert FILE --key FILE] [--format text|json] ADDRESS

서버에 연결해 핸드셰이크에서 실제로 오간 것을 보여 줍니다. 버전, 서버 인증서와 그 신뢰 여부, 서버가 클라이언트 인증서를 요구하는지와 어느
발급자의 것을 받는지, 무엇을 제시했고 서버가 뭐라고 답했는지, 그리고 첫 교환입니다. 클라이언트 인증서는 검증된 서버에만 보냅니다.
메타데이터와 메시지는 보내지 않습니다.

  --timeout TIME         단계마다의 제한 시간: 5, 0.5s, 200ms. 기본값 5초
${languageHelp.ko}  --format text|json     json: {address, mode, ok, steps: [{kind, ok?, …}], failure?}
${credentialHelp.ko}
종료 코드: 0 호출할 수 있음, 1 호출할 수 없음, 2 잘못된 인수.
`,
};

const summary = { en: "show the TLS handshake with a server", ko: "서버와의 TLS 핸드셰이크 보기" };

export const inspect: Command = { name: "inspect", summary, help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...formatOption,
    ...credentialOptions,
    timeout: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [address, ...more] = positionals;
  if (address === undefined)
    throw new UsageError({
      en: "name an address: protocall inspect ADDRESS",
      ko: "주소를 쓰세요: protocall inspect ADDRESS",
    });
  if (more[0] !== undefined) throw tooMuch(more[0], { en: "only an address is expected", ko: "주소 하나만 씁니다" });
  judgeAddress(address);
  const ms = values.timeout === undefined ? 5000 : durationOf("timeout", values.timeout);
  const tls = await withPassphrase(tlsOf(values, address), process.env, output.language);
  const inspection = await lookAt({ address, tls, ms });
  output.out(
    format === "json"
      ? `${JSON.stringify(inspection, inOneLanguage(output.dataLanguage), 2)}\n`
      : inspectionText(inspection, output.language),
  );
  return inspection.ok ? 0 : 1;
}
