import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, openFile, readFile, until, withSetting } from "./editor.ts";

const head = 'syntax = "proto3";\npackage zoo.v1;\n\n';

suite("formatting", () => {
  teardown(closeEditors);

  test("a file is formatted when it is saved, in the project's indentation", async () => {
    const { document } = await openFile("zoo/cage.proto", `${head}message Cage{ string name=1;int32 size = 2; }\n`);
    const wanted = `${head}message Cage {\n  string name = 1;\n  int32 size = 2;\n}\n`;
    await until("the formatter", async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      return edits && edits.length > 0;
    });
    await withSetting("editor.formatOnSave", true, async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(document.getText().length), "\n\n");
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await document.save());
    });
    assert.equal(document.getText(), wanted);
    assert.equal(await readFile(document.uri), wanted);
  });

  test("typing a semicolon formats the statement and leaves the caret behind it", async () => {
    const editor = await openFile("zoo/keeper.proto", `${head}message  Keeper {\n  string   name=1\n}\n`);
    await until("the formatter", async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        editor.document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      return edits && edits.length > 0;
    });
    await withSetting("editor.formatOnType", true, async () => {
      const end = editor.document.lineAt(4).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand("type", { text: ";" });
      await until("the statement", () => editor.document.lineAt(4).text === "  string name = 1;");
      // The caret is told behind the text.
      await until("the caret", () => editor.selection.active.isEqual(editor.document.lineAt(4).range.end));
    });
  });
});
