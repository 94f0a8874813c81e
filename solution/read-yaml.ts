import { readFileSync } from 'node:fs';
import { parseDocument, visit } from 'yaml';

/** Parses a YAML file without aliases or doubled keys; undefined after a problem was reported. */
export function readYaml(file: string, report: (path: string, message: string) => void): unknown {
  const document = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: true });
  let broken = false;
  const complain = (message: string) => {
    broken = true;
    report('', message);
  };
  for (const fault of [...document.errors, ...document.warnings]) complain(fault.message.split('\n')[0] ?? 'is not YAML');
  visit(document, {
    Alias: (_, alias) => complain(`must not use the alias \`*${alias.source}\``),
  });
  return broken ? undefined : document.toJS();
}
