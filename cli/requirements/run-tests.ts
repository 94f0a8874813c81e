import { join } from 'node:path';
import { run } from 'node:test';
import { say } from '../output.ts';
import type { NamedTest } from './named-tests.ts';

/** How many tests of each file ended well or not, by their names at run time. */
interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

/** Runs the files of these tests one after the other (they expect a build) and answers whether a test passed: all of its runs did. */
export async function runTests(root: string, tests: readonly NamedTest[]): Promise<(test: NamedTest) => boolean> {
  const files = [...new Set(tests.map(({ file }) => file))].sort();
  const outcomes: Outcome[] = [];
  for (const file of files) {
    say(`· ${file} …`);
    const stream = run({ files: [join(root, file)], concurrency: 1 });
    stream.on('test:pass', ({ name, skip, todo }) => outcomes.push({ file, name, passed: !skip && !todo }));
    stream.on('test:fail', ({ name }) => outcomes.push({ file, name, passed: false }));
    for await (const _event of stream);
  }
  return (test) => {
    const pattern = runtimeName(test.name);
    const runs = outcomes.filter(({ file, name }) => file === test.file && pattern.test(name));
    return runs.length > 0 && runs.every(({ passed }) => passed);
  };
}

/** `${person} sees` stands for every name that ends in ` sees`. */
const runtimeName = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  );
