import assert from "node:assert/strict";
import * as vscode from "vscode";
import { after, closeEditors, openFile, readFile, until, writeFile } from "./editor.ts";

const head = 'syntax = "proto3";\npackage zoo.v1;\n';

suite("refactoring", () => {
  teardown(closeEditors);

  test("renames a message in all files that name it", async () => {
    const user = await writeFile(
      "zoo/visit.proto",
      `${head}import "zoo/animal.proto";\nmessage Visit {\n  zoo.v1.Animal animal = 1;\n  Animal.Kind kind = 2;\n}\n`,
    );
    const { document } = await openFile(
      "zoo/animal.proto",
      `${head}message Animal {\n  enum Kind {\n    KIND_UNSPECIFIED = 0;\n  }\n  string name = 1;\n}\n`,
    );
    const at = after(document, "message Ani");
    const edit = await until("a rename of both files", async () => {
      const found = await vscode.commands
        .executeCommand<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", document.uri, at, "Creature")
        .then(
          edits => edits,
          () => undefined,
        );
      return found && found.size === 2 ? found : undefined;
    });
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /message Creature \{/);
    const changed = await vscode.workspace.openTextDocument(user);
    assert.match(changed.getText(), /zoo\.v1\.Creature animal = 1;\n {2}Creature\.Kind kind = 2;/);
    await Promise.all([document.save(), changed.save()]);
    assert.match(await readFile(user), /Creature/);
    await until("no problem in either file", () =>
      [document.uri, user].every(uri => vscode.languages.getDiagnostics(uri).length === 0),
    );
  });

  test("mends a missing import by a quick fix", async () => {
    await writeFile("zoo/food.proto", `${head}message Food {\n  string name = 1;\n}\n`);
    const { document } = await openFile("zoo/menu.proto", `${head}\nmessage Menu {\n  Food dish = 1;\n}\n`);
    const problem = await until("the problem", () =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => /Food/.test(message)),
    );
    const fix = await until("a fix that imports", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        problem.range,
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      return actions.find(({ edit }) =>
        edit?.get(document.uri).some(({ newText }) => newText.includes("food.proto")),
      );
    });
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /import "zoo\/food\.proto";/);
    await until("no problem", () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });
});
