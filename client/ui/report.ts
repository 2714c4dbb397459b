/** What the pages of reports share: head, verdict, buttons and the note beside. */
import type { FromReport, ReportPage } from "../src/panels/messages.ts";
import { byId, connect } from "./webview.ts";

export function showFrame(page: ReportPage): void {
  const bridge = connect<never, FromReport>(() => {});
  byId("title").textContent = page.title;
  byId("subtitle").textContent = page.subtitle;
  const verdict = byId("verdict");
  verdict.dataset["state"] = page.verdict.state;
  verdict.textContent = page.verdict.text;
  byId("buttons").replaceChildren(
    ...page.buttons.map(({ id, title }) => {
      const button = element("button", { text: title });
      button.addEventListener("click", () => bridge.post({ type: "button", id }));
      return button;
    }),
  );
}

interface ElementOptions {
  readonly text?: string;
  readonly className?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly label?: string;
}

/** Everything that comes from outside gets into the page as text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: ElementOptions = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (options.text !== undefined) made.textContent = options.text;
  if (options.className) made.className = options.className;
  if (options.label) made.setAttribute("aria-label", options.label);
  Object.assign(made.dataset, options.data ?? {});
  made.append(...children);
  return made;
}
