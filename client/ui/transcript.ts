/** The page of a stream's transcript: shows the rows in sight. The panel holds all state. */
import type {
  FromTranscript,
  ToTranscript,
  TranscriptRow,
  TranscriptState,
  TranscriptTexts,
} from "../src/panels/messages.ts";
import { VirtualList } from "./virtualList.ts";
import { byId, connect, pageData } from "./webview.ts";

const texts = pageData<TranscriptTexts>();
const bridge = connect<ToTranscript, FromTranscript>(receive);

const cancelButton = byId<HTMLButtonElement>("cancel");
const pauseButton = byId<HTMLButtonElement>("pause");
const filter = byId<HTMLInputElement>("filter");
const composer = byId<HTMLFormElement>("composer");
const draft = byId<HTMLTextAreaElement>("draft");
const sendButton = byId<HTMLButtonElement>("send");
const resendButton = byId<HTMLButtonElement>("resend");
const halfCloseButton = byId<HTMLButtonElement>("halfClose");
draft.value = texts.draft;

let state: TranscriptState | undefined;
let shown: TranscriptRow | undefined;

const list = new VirtualList<TranscriptRow>({
  viewport: byId("rows"),
  rowHeight: 22,
  render: renderRow,
  need: (start, end) => bridge.post({ type: "rows", start, end }),
  select: row => {
    shown = row;
    update();
    bridge.post({ type: "detail", number: row.number });
  },
});

const marks: Readonly<Record<TranscriptRow["direction"], string>> = { sent: "↑", received: "↓", note: "·" };

function renderRow(row: TranscriptRow, element: HTMLElement): void {
  element.dataset.direction = row.direction;
  const [mark, time, size, preview] = element.children.length === 4 ? [...element.children] : newCells(element);
  const direction = row.direction === "note" ? "" : texts[row.direction];
  mark!.textContent = marks[row.direction];
  mark!.setAttribute("aria-label", direction);
  time!.textContent = `${row.atMs.toFixed(1)} ms`;
  size!.textContent = row.bytes === undefined ? "" : `${row.bytes} B`;
  preview!.textContent = row.preview;
}

function newCells(element: HTMLElement): Element[] {
  const cells = ["mark", "time", "size", "preview"].map(name => {
    const cell = document.createElement("span");
    cell.className = name;
    return cell;
  });
  element.replaceChildren(...cells);
  return cells;
}

function receive(message: ToTranscript): void {
  switch (message.type) {
    case "state":
      state = message.state;
      list.count = message.state.rows;
      update();
      break;
    case "rows":
      list.setRows(message.start, message.rows);
      break;
    case "detail":
      if (message.number === shown?.number) byId("detail").textContent = message.text;
      break;
    case "sent":
      byId("problems").textContent = "";
      break;
    case "rejected":
      byId("problems").textContent = message.problems;
      draft.focus();
      break;
  }
}

function update(): void {
  if (!state) return;
  byId("title").textContent = state.title;
  byId("state").textContent = state.state;
  const counts = [`↑ ${state.sent}`, `↓ ${state.received}`];
  if (state.forgotten > 0) counts.push(texts.forgotten.replace("{0}", String(state.forgotten)));
  byId("counts").textContent = counts.join("   ");
  cancelButton.disabled = state.isOver;
  pauseButton.disabled = state.isOver;
  pauseButton.textContent = state.isPaused ? texts.resume : texts.pause;
  composer.hidden = state.input === "none";
  const isOpen = state.input === "open" && !state.isOver;
  for (const element of [draft, sendButton, halfCloseButton]) element.disabled = !isOpen;
  resendButton.disabled = !isOpen || shown?.direction !== "sent";
}

cancelButton.addEventListener("click", () => bridge.post({ type: "cancel" }));
pauseButton.addEventListener("click", () => bridge.post({ type: "pause", paused: !state?.isPaused }));
filter.addEventListener("input", () => bridge.post({ type: "filter", text: filter.value }));
bridge.post({ type: "ready" });

composer.addEventListener("submit", event => {
  event.preventDefault();
  bridge.post({ type: "send", text: draft.value });
});
draft.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  composer.requestSubmit();
});
resendButton.addEventListener("click", () => shown && bridge.post({ type: "resend", number: shown.number }));
halfCloseButton.addEventListener("click", () => bridge.post({ type: "halfClose" }));
