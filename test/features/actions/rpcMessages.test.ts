import assert from "node:assert/strict";
import { test } from "node:test";
import { extractRpcMessage, splitSharedMessage } from "../../../server/src/features/actions/rpcMessages.ts";
import { act, after, offered } from "../../support/actions.ts";

test("an rpc gets a message of its own that holds what it took", () => {
  assert.equal(
    after(
      extractRpcMessage,
      'syntax = "proto3";\npackage p;\nmessage Book {}\nservice S {\n  rpc Get(Bo$0ok) returns (Book);\n}\n',
    ),
    'syntax = "proto3";\npackage p;\nmessage Book {}\nservice S {\n  rpc Get(GetRequest) returns (Book);\n}\n\nmessage GetRequest {}\n',
  );
  assert.match(
    after(
      extractRpcMessage,
      'syntax = "proto3";\nmessage Book { int32 a = 1; }\nservice S {\n  rpc Get(GetRequest) returns (stream Bo$0ok);\n}\nmessage GetRequest {}\n',
    ),
    /returns \(stream GetResponse\);\n\}\n\nmessage GetResponse \{\n {2}Book book = 1;\n\}\n/,
  );
  assert.deepEqual(
    offered(
      extractRpcMessage,
      'syntax = "proto3"; message GetRequest {} message B {} service S { rpc G$0et(GetRequest) returns (B); }',
    ),
    ["Give `Get` a message of its own, `GetResponse`"],
  );
});

test("Empty becomes an empty message, and its import goes", () => {
  const { files } = act(
    extractRpcMessage,
    '//- main.proto\nsyntax = "proto3";\nimport "google/protobuf/empty.proto";\nmessage B {}\nservice S {\n  rpc Get(google.protobuf.Em$0pty) returns (B);\n}\n',
  );
  assert.equal(
    files["main.proto"],
    'syntax = "proto3";\nmessage B {}\nservice S {\n  rpc Get(GetRequest) returns (B);\n}\n\nmessage GetRequest {}\n',
  );
});

test("a shared message is copied for one rpc, with the same numbers", () => {
  const source =
    'syntax = "proto3";\npackage p;\nmessage Shared {\n  message Part {}\n  // One.\n  Part part = 3;\n  oneof o {\n    int32 a = 4;\n  }\n}\nservice S {\n  rpc One(Sha$0red) returns (Shared);\n  rpc Two(Shared) returns (Shared);\n}\n';
  assert.equal(
    after(splitSharedMessage, source),
    source.replace("$0", "").replace("One(Shared)", "One(OneRequest)") +
      "\nmessage OneRequest {\n  // One.\n  Shared.Part part = 3;\n  oneof o {\n    int32 a = 4;\n  }\n}\n",
  );
  assert.deepEqual(
    offered(
      splitSharedMessage,
      'syntax = "proto3"; message A { int32 x = 1; } message B {} service S { rpc One(A$0) returns (B); }',
    ),
    [],
  );
});
