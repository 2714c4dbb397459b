/** The user's settings, as the client tells them. */
import type { Connection } from "vscode-languageserver";
import { defaultSettings, Requests, type ServerSettings } from "../protocol/requests.ts";
import type { ChangeListener, Session } from "./session.ts";

/** Takes what is given; the defaults hold for the rest. */
export function useSettings(session: Session, given: Partial<ServerSettings> | undefined): void {
  session.settings = {
    inlayHints: { ...defaultSettings.inlayHints, ...given?.inlayHints },
    codeLens: { ...defaultSettings.codeLens, ...given?.codeLens },
    diagnostics: { ...defaultSettings.diagnostics, ...given?.diagnostics },
    gitHistory: given?.gitHistory ?? defaultSettings.gitHistory,
  };
  session.history.enabled = session.settings.gitHistory;
}

export function handleSettings(connection: Connection, session: Session, changes: ChangeListener): void {
  session.history.onRead = () => void connection.languages.inlayHint.refresh().catch(() => {});
  connection.onNotification(Requests.settings, (given: Partial<ServerSettings> | undefined) => {
    useSettings(session, given);
    changes.everythingChanged();
    // A client that cannot show anew answers with an error, which changes nothing.
    connection.languages.inlayHint.refresh().catch(() => {});
    connection.sendRequest("workspace/codeLens/refresh").catch(() => {});
  });
}
