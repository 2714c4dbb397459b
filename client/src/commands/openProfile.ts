import { findNodeAtLocation, parseTree } from "jsonc-parser";
import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { ProfileNode } from "../views/profilesView.ts";

/** Opens the profile file at a profile. */
export async function openProfile(_app: App, { file, profile }: ProfileNode): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const root = parseTree(document.getText());
  const place = root && findNodeAtLocation(root, ["profiles", profile.name])?.parent?.children?.[0];
  const start = document.positionAt(place?.offset ?? 0);
  const end = document.positionAt((place?.offset ?? 0) + (place?.length ?? 0));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, end) });
}
