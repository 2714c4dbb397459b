/** Tells the user once of what makes no sense in settings and in the files that configure a project. */
import { severityRules } from "../base/severity.ts";
import { folderOf } from "../base/path.ts";
import { configMistake, untilMended } from "../features/configMistakes.ts";
import { shownPath } from "../features/rootReasons.ts";
import { projectSeverities, severityMistake } from "../features/severityMistakes.ts";
import type { Session } from "./session.ts";

const SETTING = '"protocall.diagnostics.severity"';

export class ConfigurationWarnings {
  private readonly session: Session;
  private readonly said = new Set<string>();

  constructor(session: Session) {
    this.session = session;
  }

  ofSettings(): void {
    const { settings, language } = this.session;
    this.warn(severityMistake(severityRules(settings.diagnostics.severity), SETTING, language));
  }

  /** Of the projects in which folders or files are open. */
  ofProjects(): void {
    const { workspace, db, language } = this.session;
    const { folders } = workspace;
    for (const [file, mistake] of workspace.configurationMistakes([...folders, ...db.openFiles.map(folderOf)]))
      this.warn(`${configMistake(shownPath(workspace, file), mistake, language)}${untilMended[language]}`);
    for (const file of [...folders.map(folder => `${folder}/protocall.json`), ...db.openFiles]) {
      const given = workspace.severitiesOf(file);
      if (given.file === undefined) continue;
      this.warn(severityMistake(given, projectSeverities(shownPath(workspace, given.file), language), language));
    }
  }

  private warn(text: string | undefined): void {
    if (text === undefined || this.said.has(text)) return;
    this.said.add(text);
    this.session.connection.window.showWarningMessage(`Protocall: ${text}`);
  }
}
