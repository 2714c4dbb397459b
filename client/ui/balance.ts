/** The page of a balancing probe: for each way of making channels, who answered how often. */
import type { BalancePage, BalanceRound } from "../src/panels/messages.ts";
import { element, showFrame } from "./report.ts";
import { byId, pageData } from "./webview.ts";

const page = pageData<BalancePage>();
showFrame(page);
// A server keeps its colour from round to round.
const servers = [...new Set(page.rounds.flatMap(round => round.answered.map(({ who }) => who)))];
byId("report").append(...page.rounds.map(roundElement));

function roundElement(round: BalanceRound): HTMLElement {
  const total = round.answered.reduce((sum, { count }) => sum + count, 0);
  const bars = round.answered.map(({ who, count }) => {
    const bar = element("meter", { label: `${who}: ${count}` });
    bar.max = Math.max(total, 1);
    bar.value = count;
    const colour = String(servers.indexOf(who) % 6);
    return element("li", { className: "server", data: { colour } }, [
      element("span", { className: "who", text: who }),
      bar,
      element("span", { className: "count", text: `${count} (${Math.round((100 * count) / Math.max(total, 1))} %)` }),
    ]);
  });
  return element("section", { className: "round" }, [
    element("h2", { text: round.title }),
    element("ul", { className: "servers" }, bars),
    ...(round.failed ? [element("p", { className: "failed", text: round.failed })] : []),
    element("p", { className: "meaning", text: round.meaning }),
  ]);
}
