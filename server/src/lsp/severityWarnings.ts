/** Tells the user once of severities that settings or a project ask for and that make no sense. */
import { severityRules } from "../base/severity.ts";
import { shownPath } from "../features/rootReasons.ts";
import { projectSeverities, severityMistake } from "../features/severityMistakes.ts";
import type { Session } from "./session.ts";

const SETTING = '"protocall.diagnostics.severity"';

export class SeverityWarnings {
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
    for (const file of [...workspace.folders.map(folder => `${folder}/protocall.json`), ...db.openFiles]) {
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
