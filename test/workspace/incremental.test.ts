/** What a keystroke costs: a test for each row of the table "Incremental" of ARCHITECTURE.md. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { findDecl } from "../../server/src/outline/findDecl.ts";
import { type CheckStage, Database } from "../../server/src/workspace/database.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

/** A stage that looks at the shape of what the file's references resolve to, as the real ones do. */
const check: CheckStage<{ problems: []; seen: string[] }> = (world, _file, _tree, linked) => {
  const seen: string[] = [];
  for (const { result } of linked.refs) {
    if (!result.ok || result.found.kind === "package") continue;
    const outline = world.outline(result.found.id.file);
    const decl = outline && findDecl(outline, result.found.id.name);
    if (decl?.kind === "message") seen.push(`${decl.name}:${decl.fields.map(f => f.number)}`);
  }
  return { problems: [], seen };
};

function workspace() {
  const w = new MemoryWorkspace(
    {
      "popular.proto": 'syntax = "proto3";\nmessage Popular { int32 a = 1; }\nmessage Other { int32 b = 1; }\n',
      "user.proto": 'syntax = "proto3";\nimport "popular.proto";\nmessage User { Popular p = 1; }\n',
      "bystander.proto": 'syntax = "proto3";\nimport "popular.proto";\nmessage Bystander { int32 x = 1; }\n',
    },
    check,
  );
  for (const file of w.files) w.db.checked(file);
  return w;
}

/** What asking for all files again costs after `edit`. */
function cost(edit: (w: ReturnType<typeof workspace>) => void) {
  const w = workspace();
  const before = { ...w.db.counters };
  edit(w);
  for (const file of w.files) w.db.checked(file);
  const after = w.db.counters;
  return {
    parsed: after.parsed - before.parsed,
    linked: after.linked - before.linked,
    checked: after.checked - before.checked,
  };
}

const replace = (file: string, from: string, to: string) => (w: ReturnType<typeof workspace>) =>
  w.write(file, w.text(file).replace(from, to));

test("nothing changed, nothing is made again", () => {
  assert.deepEqual(
    cost(() => {}),
    { parsed: 0, linked: 0, checked: 0 },
  );
  assert.deepEqual(
    cost(w => w.write("popular.proto", w.text("popular.proto"))),
    { parsed: 0, linked: 0, checked: 0 },
  );
});

test("a comment in a popular file costs its dependents nothing", () => {
  assert.deepEqual(cost(replace("popular.proto", "message Popular", "// why\nmessage Popular")), {
    parsed: 1,
    linked: 1,
    checked: 1,
  });
});

test("a number changes what a name means for those who use it, not what it resolves to", () => {
  assert.deepEqual(cost(replace("popular.proto", "a = 1", "a = 2")), { parsed: 1, linked: 1, checked: 2 });
});

test("a new name is linked anew by all who see the file", () => {
  assert.deepEqual(cost(replace("popular.proto", "message Other", "message Another {}\nmessage Other")), {
    parsed: 1,
    linked: 3,
    checked: 3,
  });
});

test("a keystroke in a file that nobody imports stays there", () => {
  assert.deepEqual(cost(replace("user.proto", "message User", "message Me")), { parsed: 1, linked: 1, checked: 1 });
});

test("with all rules too, a number concerns those alone who use what has it, and an import those who see it", () => {
  const files = {
    "popular.proto": 'syntax = "proto3";\nmessage Popular { int32 a = 1; }\n',
    "user.proto": 'syntax = "proto3";\nimport "popular.proto";\nmessage User { Popular p = 1; }\n',
    "far.proto": 'syntax = "proto3";\nimport "user.proto";\nmessage Far { User u = 1; }\n',
    "bystander.proto":
      'syntax = "proto3";\npackage by;\nimport "popular.proto";\nmessage Bystander { int32 x = 1; }\n',
    "lite.proto": 'syntax = "proto3";\noption optimize_for = LITE_RUNTIME;\n',
  };
  const judgedAfter = (file: keyof typeof files, from: string, to: string): number => {
    const w = new MemoryWorkspace(files, checkFile);
    for (const f of w.files) w.db.checked(f);
    const { checked } = w.db.counters;
    w.write(file, files[file].replace(from, to));
    for (const f of w.files) w.db.checked(f);
    return w.db.counters.checked - checked;
  };
  assert.equal(judgedAfter("popular.proto", "a = 1", "a = 2"), 2);
  assert.equal(judgedAfter("popular.proto", "int32 a", "string a"), 2);
  assert.equal(judgedAfter("popular.proto", "message", "// why\nmessage"), 1);
  assert.equal(judgedAfter("popular.proto", "Popular {", "Popular { int32 b = 3;"), 3);
  // Whoever imports a file of the small runtime is told so, whether anything of it is used or not.
  assert.equal(judgedAfter("popular.proto", "message", "option optimize_for = LITE_RUNTIME;\nmessage"), 3);
  assert.equal(judgedAfter("popular.proto", "message", 'import "lite.proto";\nmessage'), 3);
  // A cycle may begin anywhere.
  assert.equal(judgedAfter("popular.proto", "message", 'import "far.proto";\nmessage'), 4);
});

test("what was used is judged by its new shape", () => {
  const w = workspace();
  assert.deepEqual(w.db.checked("user.proto")?.seen, ["Popular:1"]);
  replace("popular.proto", "a = 1", "a = 7")(w);
  assert.deepEqual(w.db.checked("user.proto")?.seen, ["Popular:7"]);
});

test("a missing import is seen when its file appears", () => {
  const w = new MemoryWorkspace(
    { "a.proto": 'syntax = "proto3";\nimport "b.proto";\nmessage A { B b = 1; }\n' },
    () => ({ problems: [] }),
  );
  assert.equal(w.db.linked("a.proto")?.refs[0]?.result.ok, false);
  w.write("b.proto", 'syntax = "proto3";\nmessage B {}\n');
  assert.equal(w.db.linked("a.proto")?.refs[0]?.result.ok, true);
  w.write("b.proto", undefined);
  assert.equal(w.db.linked("a.proto")?.refs[0]?.result.ok, false);
});

test("an editor's text counts instead of the file's, until it is closed", () => {
  const w = workspace();
  w.db.setOverlay("popular.proto", 'syntax = "proto3"; message Renamed {}');
  assert.equal(w.db.linked("user.proto")?.refs[0]?.result.ok, false);
  w.db.setOverlay("popular.proto", undefined);
  assert.equal(w.db.linked("user.proto")?.refs[0]?.result.ok, true);
});

test("a file that was put away is read again when asked for", () => {
  const w = workspace();
  w.db.putAway("user.proto");
  assert.equal(w.db.linked("user.proto")?.refs.length, 1);
  w.db.putAway("user.proto");
  replace("user.proto", "message User", "message Later")(w);
  assert.ok(w.db.outline("user.proto")?.types.has("Later"));
});

test("who declares a name that was not found is part of what is said of it, for those who asked alone", () => {
  const w = new MemoryWorkspace(
    {
      "lost.proto": 'syntax = "proto3";\nmessage Lost { Gone g = 1; }\n',
      "calm.proto": 'syntax = "proto3";\nmessage Calm { int32 a = 1; }\n',
      "other.proto": 'syntax = "proto3";\nmessage Unrelated {}\n',
    },
    checkFile,
  );
  for (const file of w.files) w.db.checked(file);
  const before = { ...w.db.counters };
  w.write("other.proto", 'syntax = "proto3";\nmessage Gone {}\n');
  for (const file of w.files) w.db.checked(file);
  assert.equal(w.db.counters.linked - before.linked, 2);
  assert.match(JSON.stringify(w.db.problems("lost.proto")), /other\.proto/);
});

test("roots that may differ make nothing again as long as imports name the same files", () => {
  assert.deepEqual(
    cost(w => w.db.rootsChanged()),
    { parsed: 0, linked: 0, checked: 0 },
  );
});

test("a closed file keeps its outline and is parsed again only for more than that", () => {
  assert.deepEqual(
    cost(w => {
      w.db.putAway("popular.proto");
      assert.ok(w.db.outline("popular.proto")?.types.has("Popular"));
      assert.equal(w.db.counters.parsed, 3);
    }),
    { parsed: 1, linked: 1, checked: 1 },
  );
});

test("a file that is read again and says the same keeps the outline that it had, with another comment or not", () => {
  const w = workspace();
  w.db.putAway("popular.proto");
  const first = w.db.outline("popular.proto");
  assert.ok(w.db.declared("popular.proto"));
  w.db.putAway("popular.proto");
  assert.equal(w.db.outline("popular.proto"), first);
  w.db.declared("popular.proto");
  replace("popular.proto", "int32 a", "int64 a")(w);
  w.db.putAway("popular.proto");
  assert.notEqual(w.db.outline("popular.proto"), first);
  assert.equal(w.db.outline("popular.proto")?.messages[0]?.fields[0]?.type, "int64");
});

test("an outline that is suggested counts only where the text makes the same", () => {
  const text = (type: string): string => `syntax = "proto3";\nmessage M { ${type} a = 1; }\n`;
  const known = new MemoryWorkspace({ "m.proto": text("int32") }, check).db.outline("m.proto");
  assert.ok(known);
  const suggested = (type: string) => {
    const sources = { read: () => text(type), resolveImport: () => undefined, importName: (f: string) => f };
    const db = new Database({ ...sources, whoDeclares: () => [] }, check);
    db.suggest("m.proto", known);
    const own = db.outline("m.proto");
    db.putAway("m.proto");
    return [own, db.outline("m.proto")] as const;
  };
  assert.deepEqual(
    suggested("int32").map(o => o === known),
    [false, true],
  );
  const [own, later] = suggested("int64");
  assert.equal(later, own);
  assert.equal(later?.messages[0]?.fields[0]?.type, "int64");
});
