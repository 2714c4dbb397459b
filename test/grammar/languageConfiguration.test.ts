import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Configuration {
  readonly comments: { readonly lineComment: string };
  readonly wordPattern: string | { readonly pattern: string; readonly flags: string };
  readonly indentationRules: Readonly<Record<string, string>>;
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly previousLineText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

const read = (name: string): Configuration =>
  JSON.parse(readFileSync(`syntaxes/${name}.language-configuration.json`, "utf8"));
const proto = read("proto");
const request = read("grpc-request");

const words = ({ wordPattern }: Configuration, text: string): string[] => {
  const { pattern, flags } = typeof wordPattern === "string" ? { pattern: wordPattern, flags: "" } : wordPattern;
  return text.match(new RegExp(pattern, `g${flags}`)) ?? [];
};

/** What Enter adds between two texts, as the editor finds it: the first rule that fits. */
function added(configuration: Configuration, before: string, after = "", previous = ""): string | undefined {
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText, previousLineText }) =>
      new RegExp(beforeText).test(before) &&
      (afterText === undefined || new RegExp(afterText).test(after)) &&
      (previousLineText === undefined || new RegExp(previousLineText).test(previous)),
  );
  return rule && `${rule.action.indent}:${rule.action.appendText ?? ""}`;
}

const indents = (configuration: Configuration, line: string): boolean =>
  new RegExp(configuration.indentationRules.increaseIndentPattern ?? "").test(line);

test("words of a .proto file are identifiers and numbers", () => {
  assert.deepEqual(words(proto, "repeated acme.v1.Type my_field2 = 12 [x = -0x1F, y = 1.5e3];"), [
    "repeated",
    "acme",
    "v1",
    "Type",
    "my_field2",
    "12",
    "x",
    "-0x1F",
    "y",
    "1.5e3",
  ]);
});

test("words of a request are names with hyphens", () => {
  assert.deepEqual(words(request, "x-request-id: {{$uuid}} {{비밀}} # @profile a-b"), [
    "x-request-id",
    "$uuid",
    "비밀",
    "@profile",
    "a-b",
  ]);
});

test("Enter continues doc comments", () => {
  assert.equal(added(proto, "  /**", " */"), "indentOutdent: * ");
  assert.equal(added(proto, "  /** What it is."), "none: * ");
  assert.equal(added(proto, "   * More.", "", "  /**"), "none:* ");
  assert.equal(added(proto, "  /// One line."), "none:/// ");
  assert.equal(added(proto, "  // One ", "line."), "none:// ");
  assert.equal(added(proto, "  // One line."), undefined);
  assert.equal(added(proto, "  string a = 1;"), undefined);
  assert.equal(added(request, "// @profile ", "x"), undefined);
});

test("an open brace indents, one in a string or comment does not", () => {
  for (const line of ["message A {", "  oneof b {  ", "  option (x) = {", "  string a = 1 ["])
    assert.ok(indents(proto, line), line);
  for (const line of ["message A {}", "  // {", '  string a = "{"', "}"]) assert.ok(!indents(proto, line), line);
  for (const line of ["{", '  "a": {', '  "list": [']) assert.ok(indents(request, line), line);
  for (const line of ["{}", "@host = a{", "GRPC {{host}}/a.B/C", '  "a": {},'])
    assert.ok(!indents(request, line), line);
});

test("regions fold", () => {
  assert.match("  // #region Users", new RegExp(proto.folding.markers.start));
  assert.match("// endregion", new RegExp(proto.folding.markers.end));
  assert.match("# region Users", new RegExp(request.folding.markers.start));
});
