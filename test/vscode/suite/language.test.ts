import assert from "node:assert/strict";
import * as vscode from "vscode";
import { after, closeEditors, hoverText, openFile, until, withSetting, writeFile } from "./editor.ts";

const greeter = `syntax = "proto3";
package hello.v1;

// Says hello.
service Greeter {
  // Greets one person.
  rpc SayHello(HelloRequest) returns (HelloReply);
}

message HelloRequest {
  string name = 1;
}

message HelloReply {
  string text = 1;
}
`;

suite("a .proto file", () => {
  teardown(closeEditors);

  test("shows what is wrong, and that it is mended", async () => {
    const { document } = await openFile("broken.proto", greeter.replace("HelloReply)", "HelloRepli)"));
    const problems = await until("a diagnostic", () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.message, /HelloRepli/);
    assert.equal(document.getText(problems[0]!.range), "HelloRepli");
    assert.equal(problems[0]!.severity, vscode.DiagnosticSeverity.Error);

    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problems[0]!.range, "HelloReply");
    await vscode.workspace.applyEdit(edit);
    await until("no diagnostic", () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  test("shows what is wrong in files that are not open as long as the user wants it", async () => {
    const closed = await writeFile("closed.proto", greeter.replace("HelloReply)", "HelloRepli)"));
    const { document } = await openFile("beside.proto", greeter.replace("HelloRequest)", "HelloRequess)"));
    const count = (uri: vscode.Uri): number => vscode.languages.getDiagnostics(uri).length;
    await until("a diagnostic of the open file", () => count(document.uri) === 1);
    assert.equal(count(closed), 0);
    await withSetting("protocall.diagnostics.scope", "workspace", async () => {
      await until("a diagnostic of the closed file", () => count(closed) === 1);
      await until("that of the open file, once", () => count(document.uri) === 1);
    });
    await until("no diagnostic of the closed file", () => count(closed) === 0);
    await until("that of the open file", () => count(document.uri) === 1);
    await vscode.workspace.fs.delete(closed);
  });

  test("offers its snippets, described in the editor's language", async () => {
    const { document } = await openFile("fresh.proto", "proto3");
    const item = await until("a snippet", async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(0, "proto3".length),
      );
      return items.find(({ detail }) => detail?.includes("A proto3 file: syntax, package, options"));
    });
    assert.equal(item.kind, vscode.CompletionItemKind.Snippet);
  });

  test("explains a code on a page", async () => {
    const { document } = await openFile(
      "taken.proto",
      greeter.replace("string name = 1;", "string a = 1; string b = 1;"),
    );
    const problem = await until("a diagnostic", () => vscode.languages.getDiagnostics(document.uri)[0]);
    const code = problem.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, "P3104");
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# P3104: /);
    // What a click on the code does.
    await vscode.commands.executeCommand("vscode.open", code.target);
    const input = await until("a tab", () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return tab instanceof vscode.TabInputCustom ? tab : undefined;
    });
    assert.equal(input.viewType, "vscode.markdown.preview.editor");
  });

  test("completes types in scope", async () => {
    const { document } = await openFile("complete.proto", greeter.replace("string text", "Hello text"));
    const labels = await until("completions", async () => {
      const position = after(document, "{\n  Hello");
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
      );
      const names = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return names.includes("HelloRequest") ? names : undefined;
    });
    assert.ok(labels.includes("HelloReply"));
  });

  test("completes a type of another file, and the import with it", async () => {
    await writeFile(
      "money.proto",
      'syntax = "proto3";\npackage hello.v1;\nmessage MoneyAmount { int64 units = 1; }\n',
    );
    const { document } = await openFile("import.proto", greeter.replace("string text", "MoneyAm"));
    const item = await until("a completion with an import", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        after(document, "MoneyAm"),
      );
      return list.items.find(({ additionalTextEdits }) => additionalTextEdits?.length);
    });
    const edit = new vscode.WorkspaceEdit();
    const place = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
    assert.ok(place && typeof item.insertText === "string");
    edit.set(document.uri, [new vscode.TextEdit(place, item.insertText), ...(item.additionalTextEdits ?? [])]);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /^package hello\.v1;\n\nimport "money\.proto";$/m);
    assert.match(document.getText(), /^ {2}MoneyAmount = 1;$/m);
  });

  test("counts the uses of a message, and shows them", async () => {
    const { document } = await openFile("uses.proto", greeter);
    const lens = await until("a lens that counts", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        10,
      );
      return lenses.find(({ command }) => command?.command === "protocall.showReferences");
    });
    assert.match(lens.command?.title ?? "", /^1 /);
    await vscode.commands.executeCommand(lens.command!.command, ...(lens.command!.arguments ?? []));
  });

  test("shows hints of the kinds that are switched on", async () => {
    const { document } = await openFile("hints.proto", greeter.replace("string text", "string reply_text"));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = async (): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        whole,
      );
      return found.map(({ label }) => (typeof label === "string" ? label : label.map(l => l.value).join("")));
    };
    await until("the hint of a JSON name", async () => (await hints()).includes('"replyText"'));
    await withSetting("protocall.inlayHints.jsonName", false, async () => {
      await until("no hint of a JSON name", async () => !(await hints()).includes('"replyText"'));
    });
  });

  test("explains a declaration and a concept on hover, in both languages", async () => {
    const { document } = await openFile("hover.proto", greeter);
    const onName = await until(
      "a hover",
      async () => (await hoverText(document.uri, after(document, "service Gree"))) || undefined,
    );
    assert.match(onName, /Says hello\./);

    const onKeyword = () => hoverText(document.uri, after(document, "serv"));
    await withSetting("protocall.notes.language", "en", async () => {
      const english = await until("an English note", async () => {
        const text = await onKeyword();
        return /stub/i.test(text) && !/[가-힣]/.test(text) ? text : undefined;
      });
      assert.match(english, /RPC/);
    });
    await withSetting("protocall.notes.language", "ko", async () => {
      const korean = await until("a Korean note", async () => {
        const text = await onKeyword();
        return /[가-힣]/.test(text) ? text : undefined;
      });
      assert.match(korean, /스텁|stub/i);
    });
  });

  test("has a lens “Call” above each rpc, which opens a request", async () => {
    const { document } = await openFile("lens.proto", greeter);
    const lens = await until("a lens", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        10,
      );
      return lenses.find(({ command }) => command?.command === "protocall.callRpc");
    });
    assert.deepEqual(lens.command?.arguments?.[1], "hello.v1.Greeter/SayHello");
    await vscode.commands.executeCommand(lens.command!.command, ...(lens.command!.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.languageId, "grpc-request");
    assert.match(editor.document.getText(), /^GRPC \{\{host\}\}\/hello\.v1\.Greeter\/SayHello$/m);
    assert.match(editor.document.getText(), /"name": ""/);
    assert.ok(editor.document.uri.path.endsWith("/lens.grpc"));
  });
});

suite("concept notes", () => {
  teardown(closeEditors);

  test("open as pages in the language of the setting", async () => {
    for (const [language, pattern] of [
      ["en", /certificate/],
      ["ko", /인증서/],
    ] as const) {
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(`protocall-note:/${language}/mtls.md`));
      assert.match(page.getText(), pattern);
      assert.ok(page.getText().length > 500);
    }
    await vscode.commands.executeCommand("protocall.showNote", "mtls");
    await until("the preview", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /mtls/.test(label))),
    );
  });
});

suite("protocall.json", () => {
  teardown(closeEditors);

  test("is judged by its schema", async () => {
    const { document } = await openFile("judged/protocall.json", '{ "profiles": 1 }');
    const problem = await until("a diagnostic", () => vscode.languages.getDiagnostics(document.uri)[0]);
    assert.equal(document.getText(problem.range), "1");
    assert.match(problem.message, /object/);
  });
});
