/** The bridge of a webview to its panel. */

interface VsCodeApi {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export interface Bridge<Out> {
  readonly post: (message: Out) => void;
}

/** Messages of the panel go to `receive`. Call it once. */
export function connect<In, Out>(receive: (message: In) => void): Bridge<Out> {
  const api = acquireVsCodeApi();
  window.addEventListener("message", event => receive(event.data as In));
  return { post: message => api.postMessage(message) };
}

/** Values that the panel put into the page as JSON. */
export function pageData<T>(): T {
  return JSON.parse(byId("data").textContent ?? "{}") as T;
}

/** The element of an id; the pages are ours, so it exists. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`bug: the page has no #${id}`);
  return element as E;
}
