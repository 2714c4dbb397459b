/** The user's settings, as the client tells them. */
import type { Connection } from "vscode-languageserver";
import { resolvePath } from "../base/path.ts";
import { defaultSettings, Requests, type ServerSettings } from "../protocol/requests.ts";
import type { ChangeListener, Session } from "./session.ts";
import { fileIdOf, idOfPath, uriOf } from "./uri.ts";

/** Takes what is given; the defaults hold for the rest. */
export function useSettings(session: Session, given: Partial<ServerSettings> | undefined): void {
  session.settings = {
    inlayHints: { ...defaultSettings.inlayHints, ...given?.inlayHints },
    codeLens: { ...defaultSettings.codeLens, ...given?.codeLens },
    diagnostics: { ...defaultSettings.diagnostics, ...given?.diagnostics },
    gitHistory: given?.gitHistory ?? defaultSettings.gitHistory,
    roots: given?.roots ?? defaultSettings.roots,
  };
  if (given?.language === "en" || given?.language === "ko") session.language = given.language;
  session.history.enabled = session.settings.gitHistory;
  const roots = session.settings.roots.map(setting => {
    const folder = fileIdOf(setting.folder);
    return { folder, roots: setting.roots.map(root => resolvePath(folder, idOfPath(root))) };
  });
  if (session.workspace.giveFolderRoots(roots)) session.db.rootsChanged();
}

export function handleSettings(
  connection: Connection,
  session: Session,
  changes: ChangeListener,
  taken: () => void,
): void {
  session.history.onRead = () => void connection.languages.inlayHint.refresh().catch(() => {});
  const take = (given: Partial<ServerSettings> | undefined): void => {
    useSettings(session, given);
    taken();
    changes.everythingChanged();
    // A client that cannot show anew answers with an error, which changes nothing.
    connection.languages.inlayHint.refresh().catch(() => {});
    connection.sendRequest("workspace/codeLens/refresh").catch(() => {});
  };
  connection.onNotification(Requests.settings, take);
  // Editors that know nothing of our own requests tell settings this way.
  connection.onDidChangeConfiguration(({ settings }) => {
    const own: unknown = (settings as { protocall?: unknown } | null)?.protocall;
    if (typeof own === "object" && own !== null) take(withFolders(session, own));
  });
}

/** `roots` as a list of folders belongs to each open folder. */
function withFolders(session: Session, given: { readonly roots?: unknown }): Partial<ServerSettings> {
  const { roots } = given;
  if (!Array.isArray(roots)) return given as Partial<ServerSettings>;
  const paths = roots.filter(r => typeof r === "string" && r !== "") as string[];
  if (paths.length === 0 && roots.length > 0) return given as Partial<ServerSettings>;
  return {
    ...given,
    roots: session.workspace.folders.map(folder => ({ folder: uriOf(folder), roots: paths })),
  };
}
