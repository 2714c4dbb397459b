/**
 * Fixtures: one string that holds several files and marks places in them.
 *
 *     //- /user.proto            starts a file; without such a line the whole is `/main.proto`
 *     message U$0ser {}          `$0` is the cursor; it is taken out of the text
 *          // ^^^^ definition    the span above the carets, labelled
 */
export interface Marker {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface Fixture {
  /** Path without the leading slash → text, cursor taken out; lines of carets stay, they are comments. */
  readonly files: Readonly<Record<string, string>>;
  readonly cursor: { readonly file: string; readonly offset: number } | undefined;
  readonly markers: readonly Marker[];
}

export function parseFixture(source: string): Fixture {
  const files: Record<string, string> = {};
  const markers: Marker[] = [];
  let cursor: Fixture["cursor"];
  for (const [file, raw] of split(source)) {
    const at = raw.indexOf("$0");
    const text = at < 0 ? raw : raw.slice(0, at) + raw.slice(at + 2);
    if (at >= 0) cursor = { file, offset: at };
    files[file] = text;
    markers.push(...markersOf(file, text));
  }
  return { files, cursor, markers };
}

function split(source: string): [string, string][] {
  const text = source.replace(/^\n/, "");
  if (!/^\/\/- \/?/m.test(text)) return [["main.proto", text]];
  return text
    .split(/^\/\/- \/?/m)
    .slice(1)
    .map(part => {
      const end = part.indexOf("\n");
      return [part.slice(0, end).trim(), part.slice(end + 1)];
    });
}

function markersOf(file: string, text: string): Marker[] {
  const out: Marker[] = [];
  let offset = 0;
  let codeLine = 0;
  for (const line of text.split("\n")) {
    const match = /^\s*\/\/\s*(\^+)\s*(.*)$/.exec(line);
    if (match) {
      const column = line.indexOf("^");
      out.push({
        file,
        start: codeLine + column,
        end: codeLine + column + (match[1] as string).length,
        label: (match[2] as string).trim(),
      });
    } else codeLine = offset;
    offset += line.length + 1;
  }
  return out;
}
