/** A rename in strings of options, in comments and in masks: what follows, and what a person is asked about. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refusal, renamed, runRename } from "../support/renaming.ts";

/** The cursor goes before a text of the fixture. */
const from = (source: string, needle: string): string => source.replace(needle, `$0${needle}`);

/** Made and confirmed, of one file. */
function both(source: string, newName: string, file: string): readonly [made: string, confirmed: string] {
  const { files, confirmed, result } = runRename(source, newName);
  assert.ok(result.ok, JSON.stringify(result));
  return [files[file] as string, confirmed[file] as string];
}

const google = `
//- google/api/annotations.proto
syntax = "proto3"; package google.api;
import "google/protobuf/descriptor.proto";
message HttpRule {
  oneof pattern { string get = 2; string post = 4; CustomHttpPattern custom = 8; }
  string body = 7; string response_body = 12; repeated HttpRule additional_bindings = 11;
}
message CustomHttpPattern { string kind = 1; string path = 2; }
message ResourceDescriptor { string type = 1; repeated string pattern = 2; string name_field = 3; }
message ResourceReference { string type = 1; }
message RoutingParameter { string field = 1; string path_template = 2; }
message RoutingRule { repeated RoutingParameter routing_parameters = 2; }
message TypeReference { string type_name = 1; }
message FieldInfo { repeated TypeReference referenced_types = 2; }
extend google.protobuf.MethodOptions { HttpRule http = 1; repeated string method_signature = 2; RoutingRule routing = 3; }
extend google.protobuf.MessageOptions { ResourceDescriptor resource = 4; }
extend google.protobuf.FieldOptions { ResourceReference resource_reference = 5; FieldInfo field_info = 6; }
//- google/longrunning/operations.proto
syntax = "proto3"; package google.longrunning;
import "google/protobuf/descriptor.proto";
message Operation { string name = 1; }
message OperationInfo { string response_type = 1; string metadata_type = 2; }
extend google.protobuf.MethodOptions { OperationInfo operation_info = 1049; }
//- lib/book.proto
syntax = "proto3"; package lib;
import "google/api/annotations.proto";
message Book {
  option (google.api.resource) = { type: "lib.example.com/Book" pattern: "books/{book_id}" name_field: "book_id" };
  string book_id = 1;
  string shelf = 2 [(google.api.resource_reference).type = "lib.example.com/Book"];
  bytes any = 3 [(google.api.field_info).referenced_types = { type_name: "lib.Book" }];
}
//- lib/service.proto
syntax = "proto3"; package lib;
import "google/api/annotations.proto"; import "google/longrunning/operations.proto"; import "lib/book.proto";
message Update { Book book = 1; string page = 2; }
message Report { string text = 1; Book best = 2; }
message Progress {}
service Library {
  rpc Send(Update) returns (Report) {
    option (google.api.http) = { custom: { kind: "LIST" path: "/v1/{book.book_id=*}" } body: "*" response_body: "best" };
    option (google.api.http).additional_bindings = { post: "/{page}" body: "book" };
    option (google.api.method_signature) = "book." "book_id, page";
    option (google.api.routing) = { routing_parameters { field: "book.book_id" path_template: "{page=**}" } };
  }
  rpc Long(Update) returns (google.longrunning.Operation) {
    option (google.longrunning.operation_info) = { response_type: "Book" metadata_type: "lib.Progress" };
  }
}
//- lib/other.proto
syntax = "proto3"; package lib;
import "google/longrunning/operations.proto";
service Other {
  rpc Make(google.longrunning.Operation) returns (google.longrunning.Operation) {
    option (google.longrunning.operation_info) = { response_type: "Book" metadata_type: "google.longrunning.Operation" };
  }
}
`;

test("fields in every string of Google's annotations that names one", () => {
  const id = renamed(from(google, "book_id = 1"), "key");
  // Neither the type of the resource nor the variables of its pattern are fields.
  assert.match(
    id["lib/book.proto"] as string,
    /pattern: "books\/\{book_id\}" name_field: "key" \};\n {2}string key = 1/,
  );
  const service = id["lib/service.proto"] as string;
  assert.match(service, /path: "\/v1\/\{book\.key=\*\}"/);
  assert.match(service, /method_signature\) = "book\." "key, page"/);
  assert.match(service, /field: "book\.key" path_template: "\{page=\*\*\}"/);
  const best = renamed(from(google, "best = 2"), "top")["lib/service.proto"] as string;
  assert.match(best, /response_body: "top"/);
  const page = renamed(from(google, "page = 2"), "leaf")["lib/service.proto"] as string;
  assert.match(page, /post: "\/\{leaf\}"[\s\S]*"book_id, leaf"[\s\S]*path_template: "\{page=\*\*\}"/);
  const book = renamed(from(google, "book = 1; string page"), "volume")["lib/service.proto"] as string;
  assert.match(book, /\{volume\.book_id=\*\}" \} body: "\*"[\s\S]*body: "volume"[\s\S]*"volume\." "book_id, page"/);
});

test("an annotation whose strings name fields, and its own fields: what the strings say stays", () => {
  const twins = `${google}
//- lib/twins.proto
syntax = "proto3"; package lib;
import "google/api/annotations.proto";
message Named { string name = 1; }
message Get { string name = 1; }
service Twins { rpc Fetch(Get) returns (Named) { option (google.api.http).get = "/v1/{name=http/*}"; } }
`;
  const annotation = renamed(from(twins, "http = 1"), "web")["lib/twins.proto"] as string;
  assert.match(annotation, /option \(google\.api\.web\)\.get = "\/v1\/\{name=http\/\*\}"/);
  const field = renamed(from(google, "post = 4"), "send")["lib/service.proto"] as string;
  assert.match(field, /additional_bindings = \{ send: "\/\{page\}" body: "book" \}/);
});

test("messages that operations and fields name, also in files that do not import them", () => {
  const after = renamed(from(google, "Book {\n"), "Volume");
  assert.match(after["lib/service.proto"] as string, /response_type: "Volume" metadata_type: "lib\.Progress"/);
  assert.match(after["lib/other.proto"] as string, /response_type: "Volume" metadata_type/);
  assert.match(after["lib/book.proto"] as string, /type: "lib\.example\.com\/Book"[\s\S]*type_name: "lib\.Volume"/);
  const progress = renamed(from(google, "Progress {"), "State")["lib/service.proto"] as string;
  assert.match(progress, /metadata_type: "lib\.State"/);
});

test("a package in strings that name types in full", () => {
  const after = renamed(from(google, 'lib;\nimport "google/api'), "library");
  assert.match(after["lib/book.proto"] as string, /type: "lib\.example\.com\/Book"[\s\S]*type_name: "library\.Book"/);
  assert.match(after["lib/service.proto"] as string, /response_type: "Book" metadata_type: "library\.Progress"/);
});

test("a type that a string would not mean any more is refused", () => {
  // The service has a method of that name, which is nearer.
  assert.equal(refusal(from(google, "Book {\n"), "Send"), "changes-meaning lib.Book");
});

test("polling of operations: services, and fields of requests and answers", () => {
  const source = `
//- google/cloud/extended_operations.proto
syntax = "proto3"; package google.cloud;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { string operation_request_field = 1150; string operation_response_field = 1151; }
extend google.protobuf.MethodOptions { string operation_service = 1249; bool operation_polling_method = 1250; }
//- compute.proto
syntax = "proto3"; package compute;
import "google/cloud/extended_operations.proto";
message Operation { string id = 1; }
message GetZone { string operation = 1 [(google.cloud.operation_response_field) = "id"]; string zone = 2; }
message GetRegion { string zone = 1; }
message Start { string zone_name = 1 [(google.cloud.operation_request_field) = "zone"]; }
message Lost { string zone_name = 1 [(google.cloud.operation_request_field) = "zone"]; }
service Zones {
  rpc Get(GetZone) returns (Operation) { option (google.cloud.operation_polling_method) = true; }
  rpc Delete(GetRegion) returns (Operation);
}
service Machines { rpc Create(Start) returns (Operation) { option (google.cloud.operation_service) = "Zones"; } }
`;
  const zone = renamed(from(source, "zone = 2"), "place")["compute.proto"] as string;
  assert.match(
    zone,
    /message Start \{ string zone_name = 1 \[\(google\.cloud\.operation_request_field\) = "place"\]/,
  );
  assert.match(zone, /message Lost \{ string zone_name = 1 \[\(google\.cloud\.operation_request_field\) = "zone"\]/);
  const id = renamed(from(source, "id = 1; }\nmessage GetZone"), "name")["compute.proto"] as string;
  assert.match(id, /operation_response_field\) = "name"/);
  assert.match(renamed(from(source, "Zones {"), "Areas")["compute.proto"] as string, /operation_service\) = "Areas"/);
  // The same name elsewhere is another field.
  const other = renamed(from(source, "zone = 1; }"), "place")["compute.proto"] as string;
  assert.match(
    other,
    /message Start \{ string zone_name = 1 \[\(google\.cloud\.operation_request_field\) = "zone"\]/,
  );
});

const validated = `
//- buf/validate/validate.proto
syntax = "proto2"; package buf.validate;
import "google/protobuf/descriptor.proto";
message Rule { optional string id = 1; optional string message = 2; optional string expression = 3; }
message OneofRule { repeated string fields = 1; }
message MessageRules { repeated Rule cel = 3; repeated OneofRule oneof = 4; repeated string cel_expression = 5; }
message FieldRules { repeated Rule cel = 23; optional RepeatedRules repeated = 18; optional MapRules map = 19; }
message RepeatedRules { optional FieldRules items = 4; }
message MapRules { optional FieldRules keys = 4; optional FieldRules values = 5; }
extend google.protobuf.MessageOptions { optional MessageRules message = 1159; }
extend google.protobuf.FieldOptions { optional FieldRules field = 1159; }
//- main.proto
syntax = "proto3"; package v;
import "buf/validate/validate.proto";
message Inner { string city = 1; int32 size = 2; }
message Outer {
  option (buf.validate.message).cel = {
    id: "city", message: "city of this.home.city"
    expression: "this.home.city != 'city' && \\"this.home.city\\" != this.home.city // this.home.city\\n"
      " && this.others.all(o, o.city.size() < this.limit && o.size > 0)"
      " && this.by_key.exists(k, v, v.city == k) && has(this.home.city)"
      " && this.others.filter(o, o.size > 1)[0].city != '' && this.by_key['city'].city != ''"
  };
  option (buf.validate.message).oneof = { fields: "home", fields: "limit" };
  option (buf.validate.message).cel_expression = "(this.home).city != ([this.home][0]).city";
  Inner home = 1 [(buf.validate.field).cel = { expression: "this.city.startsWith('city')" }];
  repeated Inner others = 2 [
    (buf.validate.field).cel.expression = "this.all(x, x.city != '')",
    (buf.validate.field).repeated.items.cel = { expression: "this.city != ''" }
  ];
  map<string, Inner> by_key = 3 [
    (buf.validate.field).map.values.cel = { expression: "this.city != ''" },
    (buf.validate.field).map.keys.cel = { expression: "this.city != ''" }
  ];
  int32 limit = 4;
  Kind kind = 5 [(buf.validate.field).cel.expression = "this == v.Kind.KIND_A || v.Inner{city: 'a', size: 1}.size > v.size"];
}
enum Kind { KIND_NONE = 0; KIND_A = 1; }
`;

test("fields in expressions of rules, by the type of what is selected from", () => {
  const source = from(validated, "city = 1");
  const [made, confirmed] = both(source, "town", "main.proto");
  assert.match(made, /id: "city", message: "city of this\.home\.city"/);
  assert.ok(
    made.includes(`"this.home.town != 'city' && \\"this.home.city\\" != this.home.town // this.home.city\\n"`),
  );
  assert.match(made, /o\.town\.size\(\) < this\.limit && o\.size > 0/);
  assert.match(made, /exists\(k, v, v\.town == k\) && has\(this\.home\.town\)/);
  assert.match(made, /o\.size > 1\)\[0\]\.town != '' && this\.by_key\['city'\]\.town != ''/);
  assert.match(
    made,
    /"this\.town\.startsWith\('city'\)"[\s\S]*"this\.all\(x, x\.town != ''\)"[\s\S]*"this\.town != ''"/,
  );
  assert.match(made, /map\.values\.cel = \{ expression: "this\.town != ''" \}/);
  // The key of a map is a text.
  assert.match(confirmed, /map\.keys\.cel = \{ expression: "this\.city != ''" \}/);
  // What a list that is written out holds is not followed.
  assert.match(made, /"\(this\.home\)\.town != \(\[this\.home\]\[0\]\)\.city"/);
  assert.match(confirmed, /"\(this\.home\)\.town != \(\[this\.home\]\[0\]\)\.town"/);
  // Methods are no fields.
  assert.match(
    renamed(from(validated, "size = 2"), "area")["main.proto"] as string,
    /o\.city\.size\(\) .* o\.area > 0/,
  );
  const home = renamed(from(validated, "home = 1"), "house")["main.proto"] as string;
  assert.match(home, /fields: "house", fields: "limit"[\s\S]*"\(this\.house\)\.city/);
});

test("declarations that expressions name in full", () => {
  const kind = (needle: string, name: string): string =>
    renamed(from(validated, needle), name)["main.proto"] as string;
  assert.match(kind("KIND_A = 1", "KIND_B"), /this == v\.Kind\.KIND_B \|\|/);
  assert.match(kind("Kind {", "Sort"), /this == v\.Sort\.KIND_A \|\|/);
  assert.match(kind("Inner {", "Core"), /v\.Core\{city: 'a', size: 1\}/);
  assert.match(kind("size = 2", "area"), /v\.Inner\{city: 'a', area: 1\}\.area > v\.size/);
  assert.match(kind('v;\nimport "buf', "w"), /this == w\.Kind\.KIND_A \|\| w\.Inner\{/);
});

test("words that expressions cannot have as names are refused where one names the field", () => {
  assert.equal(refusal(from(validated, "city = 1"), "in"), "keyword in");
  assert.ok(renamed(from(validated, "limit = 4"), "upper")["main.proto"]);
});

test("strings of options that nobody knows are asked about where they look like paths of the messages around", () => {
  const source = `
//- main.proto
syntax = "proto3"; package u;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions { repeated string key_columns = 50000; string note = 50001; }
extend google.protobuf.FieldOptions { string same_as = 50000; }
message Row {
  option (key_columns) = "tenant,id";
  option (note) = "the id of a row is told by id";
  string id = 1;
  string old = 2 [(same_as) = "id"];
}
message Other { option (key_columns) = "id"; string id = 1; }
`;
  const [made, confirmed] = both(from(source, "id = 1;\n  string old"), "key", "main.proto");
  assert.match(made, /"tenant,id"[\s\S]*same_as\) = "id"/);
  assert.match(confirmed, /"tenant,key"[\s\S]*"the id of a row is told by id"[\s\S]*same_as\) = "key"/);
  assert.match(confirmed, /message Other \{ option \(key_columns\) = "id"/);
});

test("properties that a schema of OpenAPI requires, as declared or as JSON has them", () => {
  const source = `
//- protoc-gen-openapiv2/options/annotations.proto
syntax = "proto3"; package grpc.gateway.protoc_gen_openapiv2.options;
import "google/protobuf/descriptor.proto";
message JSONSchema { string title = 5; repeated string required = 26; }
message Schema { JSONSchema json_schema = 1; }
extend google.protobuf.MessageOptions { Schema openapiv2_schema = 1042; }
//- openapiv3/annotations.proto
syntax = "proto3"; package openapi.v3;
import "google/protobuf/descriptor.proto";
message Schema { repeated string required = 14; }
extend google.protobuf.MessageOptions { Schema schema = 1143; }
//- main.proto
syntax = "proto3"; package u;
import "protoc-gen-openapiv2/options/annotations.proto"; import "openapiv3/annotations.proto";
message A {
  option (grpc.gateway.protoc_gen_openapiv2.options.openapiv2_schema) = {
    json_schema: { title: "user_id" required: ["user_id", "userId", "age", "years"] }
  };
  option (openapi.v3.schema) = { required: "user_id" };
  string user_id = 1;
  int32 age = 2 [json_name = "years"];
}
`;
  const after = renamed(from(source, "user_id = 1"), "owner_name")["main.proto"] as string;
  assert.match(after, /title: "user_id" required: \["owner_name", "ownerName", "age", "years"\]/);
  const age = renamed(from(source, "age = 2"), "winters")["main.proto"] as string;
  assert.match(age, /"userId", "winters", "years"\]/);
  assert.match(after, /v3\.schema\) = \{ required: "owner_name" \}/);
});

test("options whose file is missing are known by their names", () => {
  const source = `
//- main.proto
syntax = "proto3"; package u;
import "google/api/annotations.proto";
message Q { string na$0me = 1; }
service S { rpc R(Q) returns (Q) { option (google.api.http) = { get: "/{name}" }; } }
`;
  assert.match(renamed(source, "key")["main.proto"] as string, /get: "\/\{key\}"/);
});

test("links in comments are changed when they are confirmed", () => {
  const source = `
//- a.proto
syntax = "proto3"; package p.v1;
// A [Topic][p.v1.Topic] has a [name][p.v1.Topic.name] and a [Topic.name][p.v1.Topic.name], see [p.v1.Topic][].
message Topic {
  // Not [the name][Topic.label], but Topic and [Topic](x).
  string name = 1;
  enum State { OPEN = 0; /* [OPEN][p.v1.Topic.State.OPEN] */ }
}
//- b.proto
syntax = "proto3"; package q;
// Made [by a
// topic][p.v1.Topic] [a topic][p.v1.Topic], which [Topic][q.Topic] is not.
message Topic {}
`;
  const { files, confirmed, result } = runRename(from(source, "Topic {\n  //"), "Subject");
  assert.ok(result.ok);
  assert.match(files["a.proto"] as string, /\/\/ A \[Topic\]\[p\.v1\.Topic\] has/);
  assert.ok(
    (confirmed["a.proto"] as string).includes(
      "// A [Subject][p.v1.Subject] has a [name][p.v1.Subject.name] and a [Subject.name][p.v1.Subject.name], see [p.v1.Subject][].",
    ),
    confirmed["a.proto"],
  );
  assert.match(confirmed["a.proto"] as string, /\[the name\]\[Topic\.label\], but Topic and \[Topic\]\(x\)/);
  assert.match(confirmed["a.proto"] as string, /\[OPEN\]\[p\.v1\.Subject\.State\.OPEN\]/);
  assert.match(
    confirmed["b.proto"] as string,
    /\/\/ topic\]\[p\.v1\.Subject\] \[a topic\]\[p\.v1\.Subject\], which \[Topic\]\[q\.Topic\]/,
  );
  assert.ok(result.doubtful.length > 0 && result.doubtful.every(d => d.doubt === "comment"));
  const [, name] = both(from(source, "name = 1"), "title", "a.proto");
  assert.match(name, /\[title\]\[p\.v1\.Topic\.title\] and a \[Topic\.title\]\[p\.v1\.Topic\.title\]/);
  const [, open] = both(from(source, "OPEN = 0"), "FREE", "a.proto");
  assert.match(open, /\[FREE\]\[p\.v1\.Topic\.State\.FREE\]/);
  const [, pkg] = both(from(source, "v1;\n"), "v2", "b.proto");
  assert.match(pkg, /\[a topic\]\[p\.v2\.Topic\]/);
});

const masks = `
//- s.proto
syntax = "proto3"; package shop;
import "google/protobuf/field_mask.proto";
message Maker { string full_name = 1; string short_name = 2 [json_name = "nick"]; }
message Book { string title = 1; Maker made_by = 2; }
message Shelf { string title = 1; }
message Update { Book book = 1; google.protobuf.FieldMask update_mask = 2; }
message Both { Book book = 1; Shelf shelf = 2; google.protobuf.FieldMask mask = 3; }
message Get { string name = 1; google.protobuf.FieldMask read_mask = 2; }
service Shop { rpc Set(Update) returns (Book); rpc SetBoth(Both) returns (Both); rpc Read(Get) returns (Book); }
//- a.grpc
GRPC localhost:1/shop.Shop/Set

{ "book": { "madeBy": { "fullName": "title" } }, "updateMask": "title,madeBy.fullName" }

###
GRPC localhost:1/shop.Shop/SetBoth

{ "mask": "title,madeBy", "book": { "madeBy": { "nick": "x" } } }

###
GRPC localhost:1/shop.Shop/Read

{ "name": "title", "readMask": "madeBy.fullName,madeBy.shortName" }
`;

test("bodies of requests that lie in files", () => {
  const source = `${masks}
###
GRPC localhost:1/shop.Shop/Set

< body.json
//- body.json
{ "book": { "made_by": { "fullName": "x" } } }
`;
  const after = renamed(from(source, "full_name"), "given_name");
  assert.equal(after["body.json"], '{ "book": { "made_by": { "givenName": "x" } } }\n');
});

test("what the answer of a request is expected to be", () => {
  const source = `
//- s.proto
syntax = "proto3"; package shop;
enum State { STATE_NONE = 0; OPEN = 1; }
message Item { State state = 1; string long_name = 2; }
message Ask {}
message Answer { repeated Item items = 1; map<string, Item> by_name = 2; string name = 3; }
service Shop { rpc Get(Ask) returns (Answer); }
//- a.grpc
# @expect $.items[0].state == "OPEN"
# @expect $.byName["longName"].longName contains "OPEN"
# @expect $.name == "longName"
# @expect messages == 1
GRPC localhost:1/shop.Shop/Get

{}
`;
  const after = (needle: string, name: string): string => renamed(from(source, needle), name)["a.grpc"] as string;
  assert.match(after("OPEN = 1", "FREE"), /state == "FREE"\n.*contains "OPEN"/);
  assert.match(after("state = 1", "current_state"), /\$\.items\[0\]\.currentState == "OPEN"/);
  assert.match(
    after("long_name", "full_name"),
    /byName\["longName"\]\.fullName contains[\s\S]*\$\.name == "longName"/,
  );
  assert.match(after("items = 1", "goods"), /\$\.goods\[0\]\.state/);
  assert.match(after("by_name", "by_key"), /\$\.byKey\["longName"\]\.longName/);
});

test("field masks in request documents", () => {
  const name = renamed(from(masks, "full_name"), "given_name")["a.grpc"] as string;
  assert.match(name, /\{ "givenName": "title" \} \}, "updateMask": "title,madeBy\.givenName"/);
  assert.match(name, /"readMask": "madeBy\.givenName,madeBy\.shortName"/);
  const nick = renamed(from(masks, "short_name"), "pet_name")["a.grpc"] as string;
  assert.match(nick, /\{ "nick": "x" \}[\s\S]*"readMask": "madeBy\.fullName,madeBy\.petName"/);
  const [made, confirmed] = both(from(masks, "title = 1; Maker"), "main_title", "a.grpc");
  assert.match(made, /"updateMask": "mainTitle,madeBy[\s\S]*"mask": "title,madeBy"[\s\S]*"name": "title"/);
  assert.match(confirmed, /"mask": "mainTitle,madeBy"/);
});

test("field masks whose paths are in the message that the mask is in", () => {
  const flat = `
//- s.proto
syntax = "proto3"; package shop;
import "google/protobuf/field_mask.proto";
message Home { string street_name = 1; }
message Change { string full_name = 1; Home home = 2; google.protobuf.FieldMask update_mask = 3; }
message Done {}
service Shop { rpc Set(Change) returns (Done); }
//- a.grpc
GRPC localhost:1/shop.Shop/Set

{ "updateMask": "fullName,home.streetName,streetName" }
`;
  const own = (needle: string): string => renamed(from(flat, needle), "new_name")["a.grpc"] as string;
  assert.match(own("full_name"), /"newName,home\.streetName,streetName"/);
  // A message beside the mask has the last one.
  assert.match(own("street_name"), /"fullName,home\.newName,newName"/);
});
