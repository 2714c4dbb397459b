/** What is judged again of files that are not open: what a change can concern, no file more, and none too few. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashText } from "../../server/src/base/hash.ts";
import { fileDiagnostics } from "../../server/src/lsp/diagnostics.ts";
import { Judgements } from "../../server/src/lsp/judgements.ts";
import type { Session } from "../../server/src/lsp/session.ts";
import { mutate, random } from "../fuzz/mutate.ts";
import { memorySession } from "../support/memorySession.ts";

type Files = Readonly<Record<string, string>>;

/** A workspace of closed files that is judged whole, as a server does for who asks for it. */
class Closed {
  private readonly files: Record<string, string>;
  private readonly session: Session;
  private readonly judgements: Judgements;

  constructor(files: Files) {
    this.files = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `/w/${name}`, text]),
    );
    this.session = memorySession(this.files, { console: { error: assert.fail } });
    this.judgements = new Judgements(this.session);
    for (const file of Object.keys(this.files)) this.index(file);
    this.judge();
  }

  private index(file: string): void {
    if (file.startsWith("/w/") && file.endsWith(".proto"))
      this.session.workspace.names.set(file, file in this.files ? this.session.db.outline(file) : undefined);
  }

  private judge(): string[] {
    const { session, judgements } = this;
    for (const _ of judgements.reconsider());
    const judged: string[] = [];
    for (const file of session.workspace.names.files) {
      if (judgements.get(file)) continue;
      judged.push(file.slice("/w/".length));
      const diagnostics = fileDiagnostics(session, file);
      judgements.keep(file, idOf(diagnostics), diagnostics);
      session.db.putAway(file);
      session.forgetLines(file);
    }
    return judged.sort();
  }

  /** Files that are judged again once these have other texts; undefined removes one. */
  change(changes: Readonly<Record<string, string | undefined>>): string[] {
    const { session } = this;
    let isStructure = false;
    for (const [name, text] of Object.entries(changes)) {
      const file = `/w/${name}`;
      isStructure ||= text === undefined || !(file in this.files) || !name.endsWith(".proto");
      if (text === undefined) delete this.files[file];
      else this.files[file] = text;
    }
    if (isStructure) {
      session.workspace.forgetRoots();
      session.db.rootsChanged();
    }
    for (const name of Object.keys(changes)) {
      session.forgetFile(`/w/${name}`);
      this.index(`/w/${name}`);
      this.judgements.changeOf(`/w/${name}`);
    }
    return this.judge();
  }

  /** What is kept of each file. */
  get kept(): Record<string, string | undefined> {
    const files = [...this.session.workspace.names.files].sort();
    return Object.fromEntries(files.map(f => [f, this.judgements.get(f)?.resultId]));
  }

  get texts(): Files {
    return Object.fromEntries(Object.entries(this.files).map(([file, text]) => [file.replace(/^\/w\//, ""), text]));
  }
}

const idOf = (diagnostics: readonly object[]): string => `${hashText(JSON.stringify(diagnostics))}`;

const files: Files = {
  "buf.yaml": "version: v1\n",
  "base.proto": 'syntax = "proto3";\npackage base;\nmessage Base { int32 id = 1; }\nmessage Other {}\n',
  "public.proto": 'syntax = "proto3";\nimport public "base.proto";\n',
  "user.proto": 'syntax = "proto3";\nimport "public.proto";\nmessage User { base.Base base = 1; }\n',
  "bystander.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage Bystander {}\n',
  "far.proto": 'syntax = "proto3";\nimport "user.proto";\nmessage Far { User user = 1; }\n',
  "calm.proto": 'syntax = "proto3";\nmessage Calm { int32 a = 1; }\n',
  "lost.proto": 'syntax = "proto3";\nmessage Lost { Gone gone = 1; }\n',
  "missing.proto": 'syntax = "proto3";\nimport "late.proto";\nmessage Missing {}\n',
};
const fresh = 'syntax = "proto3";\nmessage Fresh {}\n';

const cases: Readonly<
  Record<string, readonly [changes: Readonly<Record<string, string | undefined>>, again: string]>
> = {
  "a file that comes and concerns nobody": [{ "new.proto": fresh }, "new"],
  "a file that an import was missing": [{ "late.proto": fresh }, "late missing"],
  "a file with a name that was not found": [{ "new.proto": fresh.replace("Fresh", "Gone") }, "lost new"],
  "a file that goes and that nobody imports": [{ "calm.proto": undefined }, ""],
  "a file that goes": [{ "base.proto": undefined }, "bystander public user"],
  "a comment": [{ "base.proto": `// Why.\n${files["base.proto"]}` }, "base"],
  "a number that is used": [{ "base.proto": files["base.proto"]?.replace("= 1", "= 2") }, "base user"],
  "a name that is seen": [
    { "base.proto": files["base.proto"]?.replace("Other", "Another") },
    "base bystander public user",
  ],
  "a build file that names no root": [{ "package.json": "{}" }, ""],
  "another root, from which nothing is found": [
    { "buf.yaml": "version: v1beta1\nbuild:\n  roots: [elsewhere]\n" },
    "bystander far missing public user",
  ],
  "an import that closes a cycle": [
    { "base.proto": `import "far.proto";\n${files["base.proto"]}` },
    "base bystander far public user",
  ],
  "an import that leads nowhere new": [{ "calm.proto": `import "base.proto";\n${files["calm.proto"]}` }, "calm"],
};

for (const [what, [changes, again]] of Object.entries(cases))
  test(`judged again after ${what}: ${again || "none"}`, () => {
    const names = again.split(" ").filter(Boolean);
    assert.deepEqual(
      new Closed(files).change(changes),
      names.map(name => `${name}.proto`),
    );
  });

test("a public import that is found at last concerns all who see it, whether they miss anything or not", () => {
  const closed = new Closed({
    "buf.yaml": "version: v1\n",
    "public.proto": 'syntax = "proto3";\nimport public "late.proto";\n',
    "same.proto": 'syntax = "proto3";\nimport "public.proto";\nmessage Same {}\n',
    "far.proto": 'syntax = "proto3";\nimport "same.proto";\nmessage Far {}\n',
  });
  const late = 'syntax = "proto3";\nmessage Same {}\n';
  // A name that several files have may matter to any file.
  assert.deepEqual(closed.change({ "late.proto": late }), ["far.proto", "late.proto", "public.proto", "same.proto"]);
  const calm = late.replace("Same", "Late");
  assert.deepEqual(closed.change({ "late.proto": calm }), ["late.proto", "public.proto", "same.proto"]);
});

test("numbers of extensions are compared with those of files however far away", () => {
  const extend = (name: string): string =>
    `syntax = "proto2";\nimport "e.proto";\nextend E { optional int32 ${name} = 100; }\n`;
  const closed = new Closed({
    "buf.yaml": "version: v1\n",
    "e.proto": 'syntax = "proto2";\nmessage E { extensions 100 to max; }\n',
    "mid.proto": 'syntax = "proto2";\nimport "late.proto";\n',
    "near.proto": 'syntax = "proto2";\nimport "mid.proto";\n',
    "mine.proto": extend("mine").replace("import", 'import "near.proto";\nimport'),
    "calm.proto": 'syntax = "proto2";\nimport "near.proto";\n',
  });
  const again = closed.change({ "late.proto": extend("late") });
  assert.deepEqual(again, ["late.proto", "mid.proto", "mine.proto", "near.proto"]);
});

test("a file of options that the workspace brings along counts as soon as it is reached, however far away", () => {
  const options = (field: string): string =>
    `syntax = "proto2";\npackage google.protobuf;\nmessage FieldOptions { optional bool ${field} = 3; }\n`;
  const closed = new Closed({
    "/bundled/google/protobuf/descriptor.proto": options("deprecated"),
    "google/protobuf/descriptor.proto": options("strange"),
    "buf.yaml": "version: v1\n",
    "mid.proto": 'syntax = "proto2";\nimport "late.proto";\n',
    "near.proto": 'syntax = "proto2";\nimport "mid.proto";\n',
    "far.proto": 'syntax = "proto2";\nimport "near.proto";\nmessage M { optional int32 a = 1 [strange = true]; }\n',
  });
  const before = closed.kept["/w/far.proto"];
  closed.change({ "late.proto": 'syntax = "proto2";\nimport "google/protobuf/descriptor.proto";\n' });
  assert.notEqual(closed.kept["/w/far.proto"], before);
  assert.deepEqual(closed.kept, new Closed(closed.texts).kept);
});

test("places in other files that a message points to move with their texts", () => {
  const closed = new Closed({
    "buf.yaml": "version: v1\n",
    "a.proto": 'syntax = "proto3";\nmessage Same {}\n',
    "b.proto": 'syntax = "proto3";\nimport "a.proto";\nmessage Same {}\n',
  });
  const moved = 'syntax = "proto3";\n\n\nmessage Same {}\n';
  assert.deepEqual(closed.change({ "a.proto": moved }), ["a.proto", "b.proto"]);
});

const far: Files = {
  ...files,
  "options.proto": `syntax = "proto2";
package opts;
import "google/protobuf/descriptor.proto";
message Rule { optional string text = 1; }
extend google.protobuf.FieldOptions { optional Rule rule = 50001; }
`,
  "more.proto": `syntax = "proto2";
import "options.proto";
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional int32 more = 50001; }
message M { optional int32 a = 1 [(opts.rule).text = "x", (more) = 1, deprecated = true]; }
`,
  "google/protobuf/descriptor.proto": `syntax = "proto2";
package google.protobuf;
message FieldOptions { optional bool deprecated = 3; extensions 1000 to max; }
`,
};

for (const seed of [1, 2, 3])
  test(`what is kept of closed files is what would be said anew, seed ${seed}`, () => {
    const next = random(seed);
    const closed = new Closed(far);
    const names = Object.keys(far);
    let again = 0;
    for (let step = 0; step < 150; step++) {
      const name = names[Math.floor(next() * names.length)] as string;
      const fate = next();
      const old = closed.texts[name];
      const text = fate < 0.2 ? undefined : fate < 0.6 ? far[name] : mutate(next, old || (far[name] as string));
      again += closed.change({ [name]: text }).length;
      assert.deepEqual(closed.kept, new Closed(closed.texts).kept, `step ${step}, ${name}`);
    }
    assert.ok(again < 150 * names.length * 0.7, `${again} judged`);
  });
