/** From a declaration to the code that generators made of it. */
import { camelCase, pascalCase } from "../../base/letterCase.ts";
import { baseName } from "../../base/path.ts";
import type { Span } from "../../base/span.ts";
import type { DeclOutline, Outline } from "../../outline/outline.ts";
import { declarers, type Declarers } from "./declarers.ts";
import { blockOf, depthsOf, exactly, findName, loose, looseValue, type Names, type Region } from "./patterns.ts";
import { comesFrom, generatedNames, type Language, optionText } from "./sourceFiles.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export interface Implementation {
  readonly path: string;
  readonly span: Span;
}

/** Where `decl` is in files that were made of the .proto file imported as `protoPath`: at most one place a file. */
export function implementations(
  protoPath: string,
  outline: Outline,
  decl: DeclOutline,
  files: readonly GeneratedFile[],
): readonly Implementation[] {
  const names = generatedNames(protoPath, outline);
  return files.flatMap(({ path, text }) => {
    const language = names.get(baseName(path));
    if (!language || !comesFrom(text, protoPath)) return [];
    const span = new Search(outline, language, path, text).placeOf(decl);
    return span ? [{ path, span }] : [];
  });
}

/** The first match counts, however deep it is. */
const nowhere = (): number => 0;

type Member = "field" | "oneof" | "value" | "method";

class Search {
  private readonly outline: Outline;
  private readonly language: Language;
  private readonly rules: Declarers;
  private readonly path: string;
  private readonly text: string;
  private readonly whole: Region;

  constructor(outline: Outline, language: Language, path: string, text: string) {
    this.outline = outline;
    this.language = language;
    this.rules = declarers[language];
    this.path = path;
    this.text = text;
    this.whole = { start: 0, end: text.length, depths: depthsOf(text, this.rules.blocks) };
  }

  placeOf(decl: DeclOutline): Span | undefined {
    switch (decl.kind) {
      case "message":
      case "enum":
        return this.type(this.nested(decl.fullName));
      case "service":
        return this.service(decl.name);
      case "method":
        return this.member("method", loose(decl.name), this.service(decl.parent.name), loose(decl.parent.name));
      case "enumValue": {
        const scopes = this.nested(decl.parent.fullName);
        return this.member("value", looseValue(scopes, decl.name), this.type(scopes), this.owner(scopes));
      }
      case "field":
      case "oneof": {
        const name = loose(decl.name);
        if (decl.kind === "field" && decl.extendee !== undefined)
          return findName(this.text, this.whole, this.rules.extension ?? [], { name });
        if (!decl.parent) return undefined;
        const scopes = this.nested(decl.parent.fullName);
        return this.member(decl.kind, name, this.type(scopes), this.owner(scopes));
      }
    }
  }

  /** `Outer`, `Inner` of `pkg.Outer.Inner`. */
  private nested(fullName: string): readonly string[] {
    const { package: pkg } = this.outline;
    return (pkg ? fullName.slice(pkg.length + 1) : fullName).split(".");
  }

  private owner(scopes: readonly string[]): string {
    return this.rules.joint === undefined
      ? loose(scopes.at(-1) as string)
      : scopes.map(loose).join(exactly(this.rules.joint));
  }

  private type(scopes: readonly string[]): Span | undefined {
    const { joint } = this.rules;
    if (this.language === "php") return this.typeOfPhp(scopes);
    if (joint === undefined) {
      const found = this.nestedType(scopes);
      // Descriptors of Python are in no class.
      return found ?? (scopes.length > 1 ? this.find(this.whole, this.rules.type, [scopes.join("_")]) : undefined);
    }
    const dotted = [
      scopes.join("."),
      scopes.join("_"),
      scopes.map(pascalCase).join("_"),
      scopes.map(camelCase).join("_"),
    ];
    const found = this.find(this.whole, this.rules.type, [scopes.join(joint), ...dotted]);
    // Declarations for JavaScript nest what is nested, in a namespace.
    return found ?? (scopes.length > 1 && this.language === "typescript" ? this.inNamespace(scopes) : undefined);
  }

  /** Each type of PHP has a file of its own, which says in a comment what it was made of. */
  private typeOfPhp(scopes: readonly string[]): Span | undefined {
    const { package: pkg } = this.outline;
    const fullName = [...(pkg ? [pkg] : []), ...scopes].join(".");
    const isOwn = this.text.includes(`<code>${fullName}</code>`);
    return isOwn ? this.find(this.whole, this.rules.type, [scopes.at(-1) as string]) : undefined;
  }

  private nestedType(scopes: readonly string[]): Span | undefined {
    let region = this.whole;
    for (const [i, name] of scopes.entries()) {
      const isLast = i === scopes.length - 1;
      const patterns = !isLast && this.rules.container ? [this.rules.container] : this.rules.type;
      const span = this.find(region, patterns, [name], i === 0 ? this.prefix() : "");
      if (!span || (i === 0 && region.depths(span.start) > this.outermost())) return undefined;
      if (isLast) return span;
      region = blockOf(this.text, span, this.rules.blocks, region.depths);
    }
    return undefined;
  }

  /** How deep types stand that are in no other: in a file of one type, what is deeper is nested in that. */
  private outermost(): number {
    if (this.language === "kotlin") return 0;
    if (this.language !== "java") return Number.POSITIVE_INFINITY;
    const name = baseName(this.path).replace(/(?:OrBuilder)?\.java$/, "");
    return [...this.outline.messages, ...this.outline.enums].some(d => d.name === name) ? 0 : 1;
  }

  private inNamespace(scopes: readonly string[]): Span | undefined {
    let region = this.whole;
    for (const name of scopes.slice(0, -1)) {
      const span = this.find(region, [String.raw`\bexport namespace {n}`], [name]);
      if (!span) return undefined;
      region = blockOf(this.text, span, "braces", region.depths);
    }
    return this.find(region, this.rules.type, [scopes.at(-1) as string]);
  }

  private service(name: string): Span | undefined {
    // tonic names the module of a client in lower case, and the types in it as they are.
    return this.language === "rust"
      ? findName(this.text, this.whole, this.rules.service, { name: loose(name) })
      : this.find(this.whole, this.rules.service, [name]);
  }

  private member(kind: Member, name: string, owner: Span | undefined, ownerName: string): Span | undefined {
    const names: Names = { name, owner: ownerName, prefix: this.prefix() };
    const beside = this.rules.beside?.[kind] ?? [];
    const inside = owner && blockOf(this.text, owner, this.rules.blocks, this.whole.depths);
    const found = inside && findName(this.text, inside, this.rules[kind], names);
    if (found) return found;
    // Not before it: another type may have a member of that name.
    const behind = owner && { ...this.whole, start: owner.end, depths: nowhere };
    return behind && findName(this.text, behind, beside, names);
  }

  /** As written where a declaration has that name, else as the language writes it. */
  private find(
    region: Region,
    patterns: readonly string[],
    names: readonly string[],
    prefix: string = this.prefix(),
  ): Span | undefined {
    const search = (name: string): Span | undefined => findName(this.text, region, patterns, { name, prefix });
    for (const name of names) {
      const found = search(exactly(name));
      if (found) return found;
    }
    return search(loose((names[0] as string).replaceAll(/\W/g, "_")));
  }

  /** What Swift, Objective-C and PHP put before the names of types. */
  private prefix(): string {
    if (this.language === "objc" || this.language === "php")
      return optionText(this.outline, `${this.language}_class_prefix`) ?? "";
    if (this.language !== "swift") return "";
    const written = optionText(this.outline, "swift_prefix");
    const { package: pkg } = this.outline;
    return written ?? (pkg ? `${pkg.split(".").map(pascalCase).join("_")}_` : "");
  }
}
