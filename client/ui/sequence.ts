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
  return element("li", { className: "step", data }, [
    head,
    element("div", { className: "arrow" }),
    element("p", { className: "text", text: step.text }),
    ...(step.lines.length > 0 ? [element("pre", { className: "lines", text: step.lines.join("\n") })] : []),
  ]);
}
