import assert from "node:assert/strict";
import { test } from "node:test";
import {
  completeRequest,
  type RequestContext,
  type RequestProposal,
} from "../../server/src/request/completeRequest.ts";
import { fieldAt } from "../../server/src/request/fieldAt.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { requestAt } from "../../server/src/request/requestDocument.ts";
import { schemaOf } from "./bodyWorkspace.ts";

const schema = schemaOf();
const context: RequestContext = {
  schema,
  methods: [
    { path: "t.S/Get", detail: "All → All" },
    { path: "t.S/Put", detail: "All → All" },
  ],
  profiles: ["local", "staging"],
  variables: ["host", "port"],
  requestMessage: service => (service === "t.S" ? schema.findMessage("t.All") : undefined),
};

/** The source after each proposal is taken, by label; `$0` is the cursor. */
function completed(marked: string): Record<string, string> {
  const offset = marked.indexOf("$0");
  const source = marked.replace("$0", "");
  const take = ({ span, snippet }: RequestProposal) => source.slice(0, span.start) + snippet + source.slice(span.end);
  const proposals = completeRequest(context, parseRequests(source), offset);
  return Object.fromEntries(proposals.map(proposal => [proposal.label, take(proposal)]));
}

test("completes methods behind the address and replaces what is there", () => {
  assert.deepEqual(completed("GRPC localhost:1/$0"), {
    "t.S/Get": "GRPC localhost:1/t.S/Get",
    "t.S/Put": "GRPC localhost:1/t.S/Put",
  });
  assert.equal(completed("GRPC {{host}}/t.$0S/Get\n")["t.S/Put"], "GRPC {{host}}/t.S/Put\n");
  assert.equal(completed("GRPC grpcs://a:1/t.S/$0\n")["t.S/Get"], "GRPC grpcs://a:1/t.S/Get\n");
});

test("completes what stands before a request", () => {
  assert.equal(completed("### x\n$0").GRPC, "### x\nGRPC ");
  assert.equal(completed("# @pro$0\n").profile, "# @profile \n");
  assert.deepEqual(Object.keys(completed("# @profile $0\n")), ["local", "staging"]);
  assert.equal(completed("# @expect NOT_$0\n").NOT_FOUND, "# @expect NOT_FOUND\n");
  assert.equal(completed("# @timeout $0\n")["5 s"], "# @timeout 5 s\n");
  for (const none of ["###$0", "### x$0", "# a comment$0", "# @name x$0", "@host = $0", "# @timeout 5$0"])
    assert.deepEqual(completed(none), {}, none);
});

test("proposes nothing for a word that is written to its end, unless another one begins with it", () => {
  for (const done of ["# @profile local$0\n", "# @expect NOT_FOUND$0\n", "GRPC a:1/t.S/Get$0\n"])
    assert.deepEqual(completed(done), {}, done);
  assert.deepEqual(completed('GRPC a:1/t.S/Get\n\n{"color": "RED"$0}\n'), {});
  for (const open of ["# @profile loca$0\n", "# @profile lo$0cal\n", "# @profile$0", "# @expect OK$0X\n"])
    assert.notDeepEqual(completed(open), {}, open);
  const longer = { ...context, profiles: ["local", "local-tls"] };
  const proposals = completeRequest(longer, parseRequests("# @profile local"), "# @profile local".length);
  assert.deepEqual(
    proposals.map(p => p.label),
    ["local", "local-tls"],
  );
});

test("completes variables, with their closing braces once", () => {
  const source = completed("@mine = 1\nGRPC {{$0}}/t.S/Get\nx: {{secret:tok}}\n");
  assert.equal(source.mine, "@mine = 1\nGRPC {{mine}}/t.S/Get\nx: {{secret:tok}}\n");
  for (const name of ["host", "port", "$uuid", "secret:tok"]) assert.ok(Object.hasOwn(source, name), name);
  assert.equal(completed("GRPC a:1/t.S/Get\nx: {{$$0").uuid?.split("\n")[1], "x: {{$uuid}}");
});

test("completes headers that are not set, credentials as secrets", () => {
  const source = completed("GRPC a:1/t.S/Get\nx-request-id: 1\nauth$0\n\n{}");
  assert.match(source.authorization!, /^authorization: Bearer \{\{secret:/m);
  assert.ok(!Object.hasOwn(source, "x-request-id"));
});

test("completes the body by the message of the method", () => {
  assert.ok(Object.hasOwn(completed("GRPC a:1/t.S/Get\n\n{$0}\n"), "count"));
  assert.deepEqual(completed("GRPC a:1/other.S/Get\n\n{$0}\n"), {});
});

test("knows the field or enum value at a place of the body", () => {
  const at = (marked: string) => {
    const offset = marked.indexOf("$0");
    const source = marked.replace("$0", "");
    const message = requestAt(parseRequests(source), offset)!.messages[0]!;
    const found = fieldAt(schema, schema.findMessage("t.All")!, message, offset);
    return found && `${found.decl.name} ${source.slice(found.span.start, found.span.end)}`;
  };
  const body = (text: string) => at(`GRPC a:1/t.S/Get\n\n${text}\n`);
  assert.equal(body('{"chi$0ld": {}}'), 't.All.child "child"');
  assert.equal(body('{"children": [{"na$0me": ""}]}'), 't.Child.name "name"');
  assert.equal(body('{"byName": {"k": {"na$0me": ""}}}'), 't.Child.name "name"');
  assert.equal(body('{"color": "R$0ED"}'), 't.RED "RED"');
  assert.equal(body('{"byName": {"$0k": {}}}'), undefined);
  assert.equal(body('{"name": "$0x"}'), undefined);
  assert.equal(body('{"nope$0": 1}'), undefined);
  assert.equal(body('{"any": {"@type": "a.b/t.Ch$0ild", "name": ""}}'), "t.Child t.Child");
  assert.equal(body('{"any": {"@type": "a.b/t.Child", "child": {"na$0me": ""}}}'), 't.Child.name "name"');
  assert.equal(body('{"any": {"@type": "a.b/t.No$0ne"}}'), undefined);
  const open = (text: string) => body(`{"any": {"@type": "a.b/t2.Open", ${text}}}`);
  assert.equal(open('"[t2.ol$0d_ext]": {}'), "t2.old_ext t2.old_ext");
  assert.equal(open('"[t2.old_ext]": {"no$0te": ""}'), 't2.Old.note "note"');
  assert.equal(open('"[t2.no$0ne]": {}'), undefined);
});

test("fields within an Any, and within an extension, are completed", () => {
  const within = (text: string): string[] =>
    Object.keys(completed(`GRPC a:1/t.S/Get\n\n{"any": {"@type": "a.b/t2.Open", "[t2.old_ext]": {${text}}}}\n`));
  assert.deepEqual(within("$0"), ["id", "note"]);
  assert.deepEqual(Object.keys(completed('GRPC a:1/t.S/Get\n\n{"any": {"@type": "a.b/t.Child", "child": {$0}}}\n')), [
    "name",
    "child",
  ]);
});
