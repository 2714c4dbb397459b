/** What a balancing probe found, as text in English and Korean, in the words of the note on load balancing. */
import { fillWording, type Wording } from "../wording.ts";
import type { Language } from "../../../server/src/shared/language.ts";
import type { AnswerCount, Balance, BalanceVerdict, BalanceWay } from "./balance.ts";

const ways: Readonly<Record<BalanceWay, Wording>> = {
  "one-channel": { en: "one channel", ko: "채널 하나" },
  "channel-per-call": { en: "a channel per call", ko: "호출마다 새 채널" },
  "round-robin": { en: "one channel, round_robin", ko: "채널 하나, round_robin" },
};

const verdicts: Readonly<Record<BalanceVerdict, Wording>> = {
  pinned: {
    en: "All calls of a channel stick to one server, new channels go to others: an L4 balancer, which decides once per connection. Balance by an L7 balancer or by the client.",
    ko: "한 채널의 모든 호출이 서버 하나에 고정되고, 새 채널은 다른 서버로 갑니다. 연결마다 한 번만 결정하는 L4 로드밸런서입니다. L7 로드밸런서나 클라이언트 측 로드밸런싱을 쓰세요.",
  },
  "spread-by-proxy": {
    en: "The calls of one channel spread over several servers: an L7 balancer, which ends the connection and balances each stream.",
    ko: "한 채널의 호출이 여러 서버로 나뉩니다. 연결을 끝내고 스트림마다 분산하는 L7 로드밸런서입니다.",
  },
  "spread-by-client": {
    en: "The client itself connects to several servers and its calls spread.",
    ko: "클라이언트가 직접 여러 서버에 연결하고 호출이 나뉩니다.",
  },
  "pinned-by-client": {
    en: "The address stands for several servers. By default a channel stays with one (pick_first); with round_robin the client takes turns.",
    ko: "주소가 여러 서버를 가리킵니다. 기본값(pick_first)에서는 채널이 서버 하나만 쓰고, round_robin이면 클라이언트가 번갈아 호출합니다.",
  },
  single: { en: "One server answers everything.", ko: "서버 하나가 모두 응답합니다." },
  unseen: {
    en: "Nothing tells which server answered: neither the connection nor a header or field differs. Name a header or a field that does.",
    ko: "어느 서버가 응답했는지 알 수 없습니다. 연결도, 헤더나 필드도 다르지 않습니다. 서버를 알려 주는 헤더나 필드를 지정하세요.",
  },
};

const words = {
  told: { en: "told by {0}", ko: "{0}(으)로 구분" },
  calls: { en: "{0} calls", ko: "호출 {0}회" },
  connected: { en: "connected to {0}", ko: "연결 {0}" },
  answered: { en: "answered by {0}", ko: "응답 {0}" },
  failed: { en: "failed: {0}", ko: "실패: {0}" },
} as const satisfies Readonly<Record<string, Wording>>;

/** A channel for each call makes as many ends as calls; more than a few say nothing. */
const MOST_SHOWN = 8;

const listed = (counts: readonly AnswerCount[]): string =>
  counts
    .slice(0, MOST_SHOWN)
    .map(({ who, calls }) => `${who} × ${calls}`)
    .join(", ") + (counts.length > MOST_SHOWN ? ", …" : "");

export const wayTitle = (way: BalanceWay, language: Language): string => ways[way][language];
export const verdictText = (verdict: BalanceVerdict, language: Language): string => verdicts[verdict][language];

export function balanceText(balance: Balance, language: Language): string {
  const say = (key: keyof typeof words, arg: string): string => fillWording(words[key], [arg], language);
  const lines = [balance.told ? `${balance.address}, ${say("told", balance.told)}` : balance.address];
  for (const { way, calls, peers, servers, failures } of balance.ways) {
    lines.push(`  ${wayTitle(way, language)}: ${say("calls", String(calls))}`);
    lines.push(`    ${say("connected", listed(peers))}`);
    if (servers.length > 0) lines.push(`    ${say("answered", listed(servers))}`);
    if (failures.length > 0) lines.push(`    ${say("failed", listed(failures))}`);
  }
  return `${lines.join("\n")}\n${verdictText(balance.verdict, language)}\n`;
}
