/** What a balancing probe found as the page that draws it. Knows nothing of VS Code. */
import type { Balance, WayCount } from "../../rpc/balance/balance.ts";
import { verdictText, wayTitle } from "../../rpc/balance/balanceText.ts";
import type { Translate } from "../calls/renderAnswer.ts";
import type { BalancePage, BalanceRound } from "./messages.ts";
import type { Language } from "../../../server/src/shared/language.ts";

export interface BalancePageOptions {
  readonly language: Language;
  readonly t: Translate;
  /** `package.Service/Method` */
  readonly method: string;
  readonly noteHtml: string;
}

/** A channel for each call makes as many ends as calls; more bars than these say nothing. */
const MOST_BARS = 12;

export function balancePage(balance: Balance, options: BalancePageOptions): BalancePage {
  const { language, t, method, noteHtml } = options;
  const told = balance.told && t("told by {0}", balance.told);
  const isGood = balance.verdict === "spread-by-proxy" || balance.verdict === "spread-by-client";
  return {
    title: t("Who answers {0}", balance.address),
    subtitle: [method, told].filter(Boolean).join(" · "),
    verdict: { state: isGood ? "good" : "warning", text: verdictText(balance.verdict, language) },
    rounds: balance.ways.map(way => roundOf(way, options)),
    buttons: [
      { id: "again", title: t("Probe Again") },
      { id: "copy", title: t("Copy as Text") },
      { id: "note", title: t("Open the Note") },
    ],
    noteHtml,
  };
}

function roundOf(
  { way, calls, peers, servers, failures }: WayCount,
  { language, t }: BalancePageOptions,
): BalanceRound {
  const answered = servers.length > 0 ? servers : peers;
  const rest = answered.slice(MOST_BARS);
  const bars = answered.slice(0, MOST_BARS).map(({ who, calls: count }) => ({ who, count }));
  const others = rest.reduce((sum, { calls: count }) => sum + count, 0);
  const more = rest.length > 0 ? [{ who: t("{0} others", rest.length), count: others }] : [];
  // Behind a balancer all connections end at the same address.
  const connections = way === "channel-per-call" ? calls : peers.length;
  const ends = connections === 1 ? t("over one connection") : t("over {0} connections", connections);
  return {
    title: wayTitle(way, language),
    meaning: t("{0} calls, {1}", calls, ends),
    answered: [...bars, ...more],
    failed: failures.map(({ who, calls: count }) => `${who} × ${count}`).join(", "),
  };
}
