/** Proposals for a place: decided by the tokens before it, so that they hold in broken files. */
import { scalarTypes } from "../../base/scalarTypes.ts";
import type { FileId } from "../../link/world.ts";
import { Edition, editionNames } from "../../syntax/edition.ts";
import { textOfToken } from "../../syntax/nodeAt.ts";
import type { Tree } from "../../syntax/ast.ts";
import { type Block, type Cursor, cursorAt } from "./cursor.ts";
import { attributeValues, enumValueNames, fieldNames } from "./members.ts";
import { ownerAt } from "./owner.ts";
import { assignments, behind, type Ending, lineEnd, numbers, rangeEnds } from "./numbers.ts";
import { reservable } from "./reserved.ts";
import { bracketNames } from "./bracketNames.ts";
import { literalFields, optionNames, optionValueToCome } from "./optionNames.ts";
import { optionPlace } from "./optionPlace.ts";
import { optionValues } from "./optionValues.ts";
import { type Candidates, type Completions, keyword, type Proposal, value } from "./proposal.ts";
import { importPaths, packageNames } from "./paths.ts";
import { type RpcPart, rpcTypeName, rpcTypes } from "./rpcTypes.ts";
import { keywordsOf } from "./keywords.ts";
import { likelyFields, likelyMessages } from "./likely.ts";
import { typeOf } from "./writtenType.ts";
import { inString } from "./inString.ts";
import { inLastStatement } from "./lastStatement.ts";
import { type TypeWanted, typesAt } from "./types.ts";

const nothing: Completions = { proposals: [], cut: false };
const all = (proposals: readonly Proposal[]): Completions => ({ proposals, cut: false });

export function complete(s: Candidates, file: FileId, offset: number): Completions {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return nothing;
  const whole = cursorAt(tree, offset);
  if (whole.inside === "comment") return nothing;
  const cursor = inLastStatement(whole);
  if (cursor.inside === "string") return inString(s, file, cursor);
  const place = optionPlace(s, file, linked, cursor);
  switch (place?.kind) {
    case "name":
      return optionNames(s, file, tree, cursor, place);
    case "value":
      return all(optionValues(s, file, cursor, place));
    case "equals":
      return all(optionValueToCome(cursor, place));
    case "attribute":
      return all(attributeValues(s, file, cursor, place.name));
    case "literal":
      return literalFields(s, file, tree, cursor, place);
    case "bracket":
      return bracketNames(s, file, cursor, place);
  }
  return new Statement(s, file, tree, cursor).proposals();
}

const importModifiers: readonly string[] = ["public", "weak", "option"];
const labels = new Set(["optional", "required", "repeated"]);
const mapKeys = [...scalarTypes.keys()].filter(t => t !== "double" && t !== "float" && t !== "bytes");

/** A field of proto2 begins with a label; whoever begins with the type gets the one that most fields have. */
const labelled = (p: Proposal): Proposal => ({ ...p, text: `optional ${p.text}`, filter: p.filter ?? p.text });

/** What is declared with a name and a block behind it. */
const heads: Partial<Readonly<Record<Block, readonly string[]>>> = {
  file: ["message", "enum", "service"],
  message: ["message", "enum", "oneof"],
};

/** Whether nothing is typed at the cursor yet. */
const isBare = ({ name }: Cursor): boolean => name.start === name.end;

/** The statement that the cursor is in, as far as it is written. */
class Statement {
  private readonly s: Candidates;
  private readonly file: FileId;
  private readonly cursor: Cursor;
  private readonly words: readonly string[];

  constructor(s: Candidates, file: FileId, tree: Tree, cursor: Cursor) {
    this.s = s;
    this.file = file;
    this.cursor = cursor;
    this.words = cursor.words.map(t => textOfToken(tree, t));
  }

  proposals(): Completions {
    const { words } = this;
    const { block } = this.cursor;
    if (words.length === 0) return this.start();
    if (this.isHead() && isBare(this.cursor)) return all(this.body());
    switch (block) {
      case "file":
        return this.inFile();
      case "message":
      case "oneof":
      case "extend":
        return this.inMessage();
      case "enum":
        return this.inEnum();
      case "service":
        return this.inService();
      case "rpc":
        return nothing;
    }
  }

  private start(): Completions {
    const { s, file, cursor } = this;
    // A name with a dot in it is no word of the language.
    const isWord = cursor.name.start === cursor.part.start;
    const words = isWord ? keywordsOf(s, file, cursor) : [];
    if (cursor.block === "enum") return all([...enumValueNames(s, file, cursor), ...words]);
    if (cursor.block !== "message" && cursor.block !== "oneof" && cursor.block !== "extend") return all(words);
    const { proposals, cut } = typesAt(s, file, cursor, "field");
    const isLabelled = cursor.tree.syntax.kind === "proto2" && cursor.block !== "oneof";
    const both = [...words, ...(isLabelled ? proposals.map(labelled) : proposals)];
    return { proposals: likelyFields(s, file, cursor, both), cut };
  }

  /** Whether a block comes next: behind the name of what is declared with one. */
  private isHead(): boolean {
    const [first, ...rest] = this.words;
    const words = first === "export" || first === "local" ? rest : this.words;
    return words.length === 2 && heads[this.cursor.block]?.includes(words[0] as string) === true;
  }

  private body(): Proposal[] {
    if (behind(this.cursor) !== "nothing") return [];
    return [{ ...value("{…}", this.cursor.name), kind: "snippet", text: "{\n  $0\n}", snippet: true }];
  }

  private types(wanted: TypeWanted, before: readonly Proposal[] = []): Completions {
    const { proposals, cut } = typesAt(this.s, this.file, this.cursor, wanted);
    const both = [...before, ...proposals];
    return { proposals: wanted === "field" ? likelyFields(this.s, this.file, this.cursor, both) : both, cut };
  }

  private keywords(...words: readonly string[]): Completions {
    return all(words.map(w => keyword(w, this.cursor.name)));
  }

  private inFile(): Completions {
    const [first, second] = this.words;
    const last = this.words.at(-1);
    const { s, file, cursor } = this;
    if (
      first === "import" &&
      (this.words.length === 1 || (second !== undefined && importModifiers.includes(second)))
    ) {
      const isNewer = cursor.tree.syntax.edition >= Edition.edition2024;
      const fitting = importModifiers.filter(w => (w === "weak" ? !isNewer : w !== "option" || isNewer));
      const modifiers = second === undefined ? fitting : [];
      const paths = importPaths(s, file, cursor.name, "");
      const quoted = paths.proposals.map(p => ({ ...p, text: `"${p.text}"${lineEnd(cursor)}` }));
      return { proposals: [...modifiers.map(w => keyword(w, cursor.name)), ...quoted], cut: paths.cut };
    }
    if (first === "package" && this.words.length === 1) return all(packageNames(s, file, cursor));
    if (first === "syntax" && last === "=") return all(["proto3", "proto2"].map((v, rank) => this.quoted(v, rank)));
    if (first === "edition" && last === "=") return all(editionNames.map((v, rank) => this.quoted(v, rank)));
    if ((first === "export" || first === "local") && second === undefined) return this.keywords("message", "enum");
    if (first === "extend" && second === undefined) return this.types("extendable");
    return nothing;
  }

  private quoted(text: string, rank: number): Proposal {
    return value(text, this.cursor.name, rank, { text: `"${text}"${lineEnd(this.cursor)}` });
  }

  private inEnum(): Completions {
    const { words, cursor, s, file } = this;
    if (words[0] === "reserved") return this.reserved();
    if (words.length === 1 && words[0] !== "option" && isBare(cursor))
      return all(assignments(s, file, cursor, "semicolon"));
    return words.length === 2 && words[1] === "=" ? all(numbers(s, file, cursor, "semicolon")) : nothing;
  }

  private reserved(): Completions {
    const last = this.words.at(-1);
    if (last === "to") return all(rangeEnds(this.cursor, Number(this.words.at(-2))));
    if (last === "reserved" || last === ",") return all(reservable(this.s, this.file, this.cursor));
    return /^\d/.test(last ?? "") ? this.keywords("to") : nothing;
  }

  private inMessage(): Completions {
    const { words, cursor, s, file } = this;
    const [first] = words;
    if (first === "reserved") return this.reserved();
    if (first === "extensions") return this.extensionRange();
    if (first === "extend" && words.length === 1) return this.types("extendable");
    if (first === "export" || first === "local")
      return words.length === 1 ? this.keywords("message", "enum") : nothing;
    if (["message", "enum", "oneof", "option", "extend"].includes(first as string) && words.length <= 1)
      return nothing;
    const rest = labels.has(first as string) ? words.slice(1) : words;
    if (rest.length === 0)
      return this.types("field", cursor.tree.syntax.kind === "proto2" ? [keyword("group", cursor.name)] : []);
    if (rest[0] === "map" && rest[1] === "<" && !rest.includes(">")) return this.map(rest.slice(2));
    const type = typeOf(rest);
    if (type === undefined) return nothing;
    const after = rest.slice(type.length);
    if (after.length === 0 && rest.join("") !== "map") {
      const form = type.isMap ? "map" : first === "repeated" ? "repeated" : "single";
      return type.text === "group" ? nothing : all(fieldNames(s, file, cursor, { type: type.text, form }));
    }
    const ending: Ending = type.text === "group" ? "braces" : "semicolon";
    if (after.length === 1 && isBare(cursor)) return all(assignments(s, file, cursor, ending));
    return after.length === 2 && after[1] === "=" ? all(numbers(s, file, cursor, ending)) : nothing;
  }

  private extensionRange(): Completions {
    const last = this.words.at(-1);
    if (last === "to") return all(rangeEnds(this.cursor, Number(this.words.at(-2))));
    if (last === "extensions" || last === ",") return all(this.rangeStarts());
    return /^\d/.test(last ?? "") ? this.keywords("to") : nothing;
  }

  /** A number, or all from it on. */
  private rangeStarts(): Proposal[] {
    const { s, file, cursor } = this;
    if (ownerAt(cursor)?.kind !== "message") return [];
    const open = (p: Proposal): readonly Proposal[] =>
      rangeEnds(cursor, Number(p.label)).some(end => end.label === "max")
        ? [{ ...p, label: `${p.label} to max`, text: `${p.label} to max${lineEnd(cursor)}`, rank: p.rank + 1 }]
        : [];
    return numbers(s, file, cursor, "semicolon").flatMap(p => [p, ...open(p)]);
  }

  private map(inside: readonly string[]): Completions {
    if (inside.length === 0)
      return all(
        mapKeys.map(name => ({
          label: name,
          kind: "scalar",
          span: this.cursor.name,
          text: name,
          commit: [","],
          rank: 1,
        })),
      );
    return inside.at(-1) === "," ? this.types("field") : nothing;
  }

  /** First the message that is named after the rpc, whether it is there or not. */
  private rpcType(mayStream: boolean, part: RpcPart): Completions {
    const { words, cursor, s, file } = this;
    const rpc = words[1] ?? "";
    const types = this.types("message");
    const { cut } = types;
    const proposals = likelyMessages(s, file, types.proposals, { rpc, part });
    // Behind a dot the name goes on.
    if (cursor.name.start !== cursor.part.start) return { proposals, cut };
    const name = rpcTypeName(rpc, part);
    const stream = mayStream ? [keyword("stream", cursor.name)] : [];
    const [own, others] = [proposals.filter(p => p.text === name), proposals.filter(p => p.text !== name)];
    return { proposals: [...own, ...stream, ...rpcTypes(s, file, cursor, name), ...others], cut };
  }

  /** What an rpc returns, for the type to be filled in. */
  private returns(word: string): Proposal {
    const { cursor } = this;
    const rest = behind(cursor);
    const text = rest === "more" ? word.trim() || "(" : `${word}($1)${lineEnd(cursor)}`;
    return { ...keyword(word.trim() || "(…)", cursor.name), text, snippet: rest !== "more", askAgain: true };
  }

  private inService(): Completions {
    const { words, cursor } = this;
    if (words[0] !== "rpc") return nothing;
    const [last, two] = [words.at(-1), words.at(-2)];
    if (last === "(" || (last === "stream" && two === "(")) {
      return this.rpcType(last === "(", words.includes("returns") ? "response" : "request");
    }
    if (last === ")" && !words.includes("returns")) return all([this.returns("returns ")]);
    if (last === "returns") return all([this.returns("")]);
    return last === ")" && isBare(cursor) ? all(this.body()) : nothing;
  }
}
