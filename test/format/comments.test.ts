import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { canonical, format } from "../../server/src/format/format.ts";
import { parse } from "../../server/src/syntax/parse.ts";

function becomes(text: string, expected: string): void {
  const result = format(parse(text), canonical);
  assert.equal(result.refusal, undefined);
  assert.equal(result.text, expected);
  assert.equal(format(parse(expected), canonical).text, expected, "formatting twice is formatting once");
}

const stays = (text: string): void => becomes(text, text);

suite("comments of declarations", () => {
  test("leading, trailing and detached ones", () =>
    becomes(
      `// detached


  // leads A
message A { // trails the brace
    // leads a
  int32 a = 1;// trails a
  int32 b = 2;
     // trails b, too

  // detached

  /* leads c */ int32 c = 3;

  // before the end


} // trails A
// at the end`,
      `// detached

// leads A
message A { // trails the brace
  // leads a
  int32 a = 1; // trails a
  int32 b = 2;
  // trails b, too

  // detached

  /* leads c */
  int32 c = 3;

  // before the end
} // trails A
// at the end
`,
    ));

  test("a blank line goes behind a brace, unless a detached comment would document the message", () => {
    becomes("message A {\n\n  // leads\n  int32 a = 1;\n}\n", "message A {\n  // leads\n  int32 a = 1;\n}\n");
    stays("message A {\n\n  // detached\n\n  int32 a = 1;\n}\n");
    stays("message A {\n\n  // detached\n}\n");
  });

  test("a comment alone between two declarations of a line belongs to neither", () => {
    becomes(
      "message A { int32 a = 1; /* c */ int32 b = 2; }\n",
      "message A {\n  int32 a = 1;\n\n  /* c */\n\n  int32 b = 2;\n}\n",
    );
    stays("message A { /* empty */ }\n");
  });

  test("a semicolon stays where its comment would get another owner", () => {
    becomes("message A {} ; // c\n", "message A {}; // c\n");
  });
});

suite("comments within declarations", () => {
  test("between any two tokens", () =>
    becomes(
      `/*1*/syntax/*2*/=/*3*/"proto3"/*4*/;/*5*/
message/*6*/A/*7*/{
repeated/*8*/a/*9*/./*10*/B/*11*/c/*12*/=/*13*/1/*14*/[/*15*/(/*16*/x/*17*/)/*18*/./*19*/y/*20*/=/*21*/-/*22*/1/*23*/]/*24*/;/*25*/
map/*26*/</*27*/string/*28*/,/*29*/B/*30*/>/*31*/m=2;
}`,
      `/*1*/
syntax /*2*/ = /*3*/ "proto3" /*4*/; /*5*/

message /*6*/ A /*7*/ {
  repeated /*8*/ a /*9*/ . /*10*/ B /*11*/ c /*12*/ = /*13*/ 1 /*14*/ [
    /*15*/
    (/*16*/ x /*17*/) /*18*/ . /*19*/ y /*20*/ = /*21*/ - /*22*/ 1
    /*23*/
  ] /*24*/; /*25*/
  map /*26*/ </*27*/ string /*28*/, /*29*/ B /*30*/> /*31*/ m = 2;
}
`,
    ));

  test("a line comment ends its line", () =>
    becomes(
      "message // a\nA // b\n{ int32 // c\nd = 1 // e\n; }\n",
      `message // a
  A // b
  {
  int32 // c
    d = 1 // e
  ;
}
`,
    ));

  test("in literals and lists", () =>
    becomes(
      `option (a) = { // first
  b: 1, // of b

  // leads c
  c: [ // of the list
    1, // one
    /* two */ 2
    // last
  ] /* behind */ d: 3 /* d */ };
`,
      `option (a) = {
  // first
  b: 1 // of b

  // leads c
  c: [
    // of the list
    1, // one
    /* two */
    2
    // last
  ]
  /* behind */
  d: 3
  /* d */
};
`,
    ));

  test("in options of a field", () =>
    becomes(
      "message A { int32 a = 1 [ // first\n deprecated = true /* t */, // d\n // leads j\n json_name = 'j' // j\n ]; }\n",
      `message A {
  int32 a = 1 [ // first
    deprecated = true /* t */, // d
    // leads j
    json_name = 'j' // j
  ];
}
`,
    ));
});

test("block comments keep their form at another depth", () =>
  becomes(
    `message A {
      /*
        * stars
          * more
       */
  int32 a = 1;
      /* text
           deeper
         less

      */
  int32 b = 2;
    /**
    | bar
    */
  int32 c = 3;
}
`,
    `message A {
  /*
   * stars
   * more
   */
  int32 a = 1;
  /* text
       deeper
     less

  */
  int32 b = 2;
  /**
   | bar
  */
  int32 c = 3;
}
`,
  ));
