/** `protocall roots`: where the imports of a file are looked for, and why there. */
import { evidenceOf, rootReason } from "../../../server/src/features/rootReasons.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { openProject, shownFile, toId, unreadable } from "../project.ts";

const help = `protocall roots [-I ROOT]… [--format text|json] FILE

Lists the folders that imports of a .proto file are looked up in, in their order, each with the reason why it is one. Behind them come
the files that ship with Protocall. To fix them, write them to protocall.json: { "roots": ["proto", "third_party"] }.

  -I ROOT, --root ROOT   folder that imports are relative to; with it no other is looked for
  --format text|json     json: an array of {path, prefix?, reason, evidence?, exists}

Exit code: 0 fine, 2 wrong arguments.
`;

export const roots: Command = { name: "roots", summary: "tell where imports are looked for, and why", help, run };

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { ...rootOption, ...formatOption });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new UsageError("name one .proto file");
  const why = unreadable(name);
  if (why !== undefined) throw new UsageError(why);
  const { workspace } = openProject(values.root ?? []);
  const found = workspace.rootsOf(toId(name)).map(root => {
    const evidence = evidenceOf(root);
    return {
      path: shownFile(root.path),
      ...(root.prefix === undefined ? {} : { prefix: root.prefix }),
      reason: rootReason(root, "en", shownFile),
      ...(evidence === undefined ? {} : { evidence: shownFile(evidence) }),
      exists: workspace.isFolder(root.path),
    };
  });
  if (format === "json") output.out(`${JSON.stringify(found, undefined, 2)}\n`);
  else
    for (const { path, prefix, reason, exists } of found)
      output.out(
        `${path}${prefix === undefined ? "" : ` as ${prefix}`}${exists ? "" : " (does not exist)"}\n  ${reason}\n`,
      );
  return 0;
}
