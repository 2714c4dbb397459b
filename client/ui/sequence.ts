/** The page of a handshake: each step an arrow between client and server, with what it carried. */
import type { SequencePage, SequenceStep } from "../src/panels/messages.ts";
import { element, showFrame } from "./report.ts";
import { byId, pageData } from "./webview.ts";

const page = pageData<SequencePage>();
showFrame(page);
byId("report").append(
  element("div", { className: "sides" }, [
    element("div", { className: "side", text: page.client }),
    element("div", { className: "side", text: page.server }),
  ]),
  element("ol", { className: "steps" }, page.steps.map(stepElement)),
);

function stepElement(step: SequenceStep): HTMLElement {
  const data = { from: step.from, state: step.state, travels: String(step.travels) };
  const state = element("span", { className: "state", text: step.stateText });
  const head = element("div", { className: "head" }, [
    element("span", { className: "title", text: step.title }),
    state,
  ]);
  const facts = step.facts.flatMap(([label, value]) => [
    element("dt", { text: label }),
    element("dd", { text: value }),
  ]);
  return element("li", { className: "step", data }, [
    head,
    element("div", { className: "arrow" }),
    ...(facts.length > 0 ? [element("dl", {}, facts)] : []),
  ]);
}
