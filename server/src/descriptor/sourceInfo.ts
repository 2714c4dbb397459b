/** Tree → SourceCodeInfo: a location for each part of each declaration, in the order in which the compiler meets them. */
import type { InterpretedOptions } from "../options/interpret.ts";
import type {
  CompactOptions,
  Decl,
  EnumDecl,
  ExtendDecl,
  ExtensionsDecl,
  FieldDecl,
  IntLit,
  MessageDecl,
  MethodDecl,
  NodeBase,
  OneofDecl,
  Option,
  RangeNode,
  ReservedDecl,
  ServiceDecl,
  Tree,
} from "../syntax/ast.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import { isTrivia } from "../syntax/tokenKind.ts";
import type { ByteWriter } from "../base/byteWriter.ts";
import { LocationWriter } from "./locationWriter.ts";

/** Writes field 9 of a FileDescriptorProto. */
export function writeSourceInfo(out: ByteWriter, tree: Tree, options: InterpretedOptions): void {
  out.tag(9, 2);
  const at = out.begin();
  new Recorder(out, tree, options).file();
  out.end(at);
}

/** How many messages stand in a scope so far: the entries of maps and the bodies of groups count where they are written. */
interface Counter {
  messages: number;
  fields: number;
  extensions: number;
}

class Recorder extends LocationWriter {
  private readonly options: InterpretedOptions;

  constructor(out: ByteWriter, tree: Tree, options: InterpretedOptions) {
    super(out, tree);
    this.options = options;
  }

  file(): void {
    const { tree } = this;
    const { decls } = tree.root;
    const { kinds, count } = tree.tokens;
    let first = 0;
    while (first < count && isTrivia(kinds[first] as number)) first++;
    let last = count - 1;
    while (last >= 0 && isTrivia(kinds[last] as number)) last--;
    this.pass(-1);
    if (last >= 0) this.location(first, last);
    else this.emptyFile();
    const counter: Counter = { messages: 0, fields: 0, extensions: 0 };
    let enums = 0;
    let services = 0;
    let dependencies = 0;
    let optionDependencies = 0;
    let publics = 0;
    let weaks = 0;
    for (const d of decls) {
      switch (d.kind) {
        case "Syntax":
          this.take(d.last);
          // An edition too stands under the number of `syntax`.
          this.part(12, d.first, d.last);
          break;
        case "Package":
          this.take(d.last);
          this.part(2, d.first, d.last);
          break;
        case "Import":
          this.take(d.last);
          if (d.modifier === "option") this.part2(15, optionDependencies++, d.first, d.last);
          else {
            this.part2(3, dependencies++, d.first, d.last);
            if (d.modifier === "public") this.part2(10, publics++, d.modifierToken, d.modifierToken);
            if (d.modifier === "weak") this.part2(11, weaks++, d.modifierToken, d.modifierToken);
          }
          break;
        case "Message":
          this.inside2(4, counter.messages++, () => this.message(d));
          break;
        case "Enum":
          this.inside2(5, enums++, () => this.enumeration(d));
          break;
        case "Service":
          this.inside2(6, services++, () => this.service(d));
          break;
        case "Extend":
          this.extend(d, 7, 4, counter);
          break;
        case "Option":
          this.statement(d, 8);
          break;
        case "Empty":
          this.pass(d.last);
          break;
      }
    }
  }

  private message(d: MessageDecl): void {
    if (!d.body) return;
    this.take(d.body.first);
    this.location(afterVisibility(this.tree, d), d.last);
    this.node(1, d.name);
    this.members(d.body.decls);
    this.leave(d.body.last);
  }

  private members(decls: readonly Decl[]): void {
    const counter: Counter = { messages: 0, fields: 0, extensions: 0 };
    let enums = 0;
    let oneofs = 0;
    let ranges = 0;
    let reservedRanges = 0;
    let reservedNames = 0;
    for (const d of decls) {
      switch (d.kind) {
        case "Field":
          this.inside2(2, counter.fields++, () => this.field(d, 3, counter));
          break;
        case "Message":
          this.inside2(3, counter.messages++, () => this.message(d));
          break;
        case "Enum":
          this.inside2(4, enums++, () => this.enumeration(d));
          break;
        case "Oneof":
          this.oneof(d, oneofs++, counter);
          break;
        case "Extend":
          this.extend(d, 6, 3, counter);
          break;
        case "Extensions":
          this.extensions(d, ranges);
          ranges += d.ranges.length;
          break;
        case "Reserved":
          if (d.names.length) {
            this.reservedNames(d, 10, reservedNames);
            reservedNames += d.names.length;
          } else {
            this.reservedRanges(d, 9, reservedRanges);
            reservedRanges += d.ranges.length;
          }
          break;
        case "Option":
          this.statement(d, 7);
          break;
        case "Empty":
          this.pass(d.last);
          break;
      }
    }
  }

  /** The path leads to the field; its group or map entry counts among the messages of the scope around. */
  private field(d: FieldDecl, messageNumber: number, counter: Counter, extendee?: NodeBase): void {
    if (!d.isGroup) this.take(d.last);
    this.location(d.first, d.last);
    this.node(2, extendee);
    this.node(4, d.label);
    if (d.map) this.node(6, d.map);
    else if (d.type) this.part(d.isGroup || scalarTypes.has(d.type.text) ? 5 : 6, d.type.first, d.type.last);
    this.node(1, d.name);
    this.node(3, d.number);
    if (d.options) this.fieldOptions(d.options);
    if (d.isGroup && d.body && d.name) {
      const own = this.path.splice(this.path.length - 2, 2);
      this.path.push(messageNumber, counter.messages++);
      this.take(d.body.first);
      this.location(d.first, d.last);
      this.node(1, d.name);
      const group = this.path.splice(this.path.length - 2, 2);
      this.path.push(...own);
      this.node(6, d.name);
      this.path.length -= 2;
      this.path.push(...group);
      this.members(d.body.decls);
      this.leave(d.body.last);
      this.path.length -= 2;
      this.path.push(...own);
    }
    if (d.map) counter.messages++;
  }

  private fieldOptions(list: CompactOptions): void {
    this.list(8, list);
    for (const o of list.options) {
      const first = o.name[0];
      const single = o.name.length === 1 && first && !first.extension ? first.text : "";
      if (single === "default") this.node(7, o.value);
      else if (single === "json_name") {
        this.node(10, o);
        this.node(10, o.value);
      } else this.option(o, 8, o.last);
    }
  }

  private oneof(d: OneofDecl, index: number, counter: Counter): void {
    if (!d.body) return;
    this.path.push(8, index);
    this.take(d.body.first);
    this.location(d.first, d.last);
    this.node(1, d.name);
    for (const m of d.body.decls) {
      if (m.kind === "Option") this.statement(m, 2);
      else if (m.kind === "Field") {
        this.path.length -= 2;
        this.inside2(2, counter.fields++, () => this.field(m, 3, counter));
        this.path.push(8, index);
      }
    }
    this.leave(d.body.last);
    this.path.length -= 2;
  }

  private extend(d: ExtendDecl, number: number, messageNumber: number, counter: Counter): void {
    if (!d.body) return;
    this.take(d.body.first);
    this.part(number, d.first, d.last);
    for (const m of d.body.decls)
      if (m.kind === "Field")
        this.inside2(number, counter.extensions++, () => this.field(m, messageNumber, counter, d.extendee));
    this.leave(d.body.last);
  }

  private extensions(d: ExtensionsDecl, from: number): void {
    this.take(d.last);
    this.part(5, d.first, d.last);
    for (const [i, r] of d.ranges.entries()) this.inside2(5, from + i, () => this.range(r));
    const list = d.options;
    if (!list) return;
    for (const i of d.ranges.keys())
      this.inside2(5, from + i, () => {
        this.list(3, list);
        for (const o of list.options) this.option(o, 3, o.last);
      });
  }

  /** A range of numbers; a single number is its own end. */
  private range(r: RangeNode): void {
    this.location(r.first, r.last);
    this.node(1, r.start);
    if (r.end) this.node(2, r.end);
    else if (r.max) this.part(2, r.last, r.last);
    else if (r.start) this.part(2, r.start.first, r.start.negative ? r.start.first : r.start.last);
  }

  private reservedRanges(d: ReservedDecl, number: number, from: number): void {
    this.take(d.last);
    this.part(number, d.first, d.last);
    for (const [i, r] of d.ranges.entries()) this.inside2(number, from + i, () => this.range(r));
  }

  private reservedNames(d: ReservedDecl, number: number, from: number): void {
    this.take(d.last);
    this.part(number, d.first, d.last);
    for (const [i, n] of d.names.entries()) this.part2(number, from + i, n.first, n.last);
  }

  private enumeration(d: EnumDecl): void {
    if (!d.body) return;
    this.take(d.body.first);
    this.location(afterVisibility(this.tree, d), d.last);
    this.node(1, d.name);
    let values = 0;
    let ranges = 0;
    let names = 0;
    for (const m of d.body.decls) {
      if (m.kind === "Option") this.statement(m, 3);
      else if (m.kind === "Empty") this.pass(m.last);
      else if (m.kind === "Reserved") {
        if (m.names.length) {
          this.reservedNames(m, 5, names);
          names += m.names.length;
        } else {
          this.reservedRanges(m, 4, ranges);
          ranges += m.ranges.length;
        }
      } else if (m.kind === "EnumValue") {
        this.take(m.last);
        this.path.push(2, values++);
        this.location(m.first, m.last);
        this.node(1, m.name);
        this.node(2, m.number as IntLit | undefined);
        if (m.options) {
          this.list(3, m.options);
          for (const o of m.options.options) this.option(o, 3, o.last);
        }
        this.path.length -= 2;
      }
    }
    this.leave(d.body.last);
  }

  private service(d: ServiceDecl): void {
    if (!d.body) return;
    this.take(d.body.first);
    this.location(d.first, d.last);
    this.node(1, d.name);
    let methods = 0;
    for (const m of d.body.decls) {
      if (m.kind === "Option") this.statement(m, 3);
      else if (m.kind === "Empty") this.pass(m.last);
      else if (m.kind === "Method") this.inside2(2, methods++, () => this.method(m));
    }
    this.leave(d.body.last);
  }

  private method(d: MethodDecl): void {
    this.take(d.body ? d.body.first : d.last);
    this.location(d.first, d.last);
    this.node(1, d.name);
    this.methodType(d.input, 5, 2);
    this.methodType(d.output, 6, 3);
    if (!d.body) return;
    for (const m of d.body.decls) {
      if (m.kind === "Option") this.statement(m, 4);
      else if (m.kind === "Empty") this.pass(m.last);
    }
    this.leave(d.body.last);
  }

  private methodType(d: MethodDecl["input"], streamNumber: number, typeNumber: number): void {
    if (!d?.type) return;
    if (d.stream) {
      let word = d.first + 1;
      while (isTrivia(this.tree.tokens.kinds[word] as number)) word++;
      this.part(streamNumber, word, word);
    }
    this.node(typeNumber, d.type);
  }

  private statement(d: Option, number: number): void {
    if (!this.options.emptied.has(d)) this.node(number, d);
    this.take(d.last);
    this.option(d, number, d.last);
  }

  /** The brackets around options, unless nothing of them is left. */
  private list(number: number, list: CompactOptions): void {
    if (!list.options.some(o => this.options.emptied.has(o))) this.node(number, list);
  }

  /** Where the option's value is set. */
  private option(d: Option, number: number, last: number): void {
    const set = this.options.paths.get(d);
    if (!set || this.options.sourceOnly.has(d)) {
      this.dropComments();
      return;
    }
    const { path } = this;
    const depth = path.length;
    path.push(number, ...set);
    this.location(d.first, last);
    path.length = depth;
  }
}

/** A declaration's location begins behind `export` or `local`. */
function afterVisibility(tree: Tree, d: MessageDecl | EnumDecl): number {
  if (!d.visibility) return d.first;
  let t = d.visibility.last + 1;
  while (isTrivia(tree.tokens.kinds[t] as number)) t++;
  return t;
}
