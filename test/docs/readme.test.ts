import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';
import { runProgram } from '../cli/run-program.ts';
import { commandsIn, documents, linksIn, pathsIn, textOf } from './pages.ts';

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const pages = documents();

describe('every link leads to a file', () => {
  for (const page of pages)
    test(page, () => {
      const dead = linksIn(textOf(page)).filter((target) => !existsSync(join(root, dirname(page), target.split('#')[0] ?? '')));
      assert.deepEqual(dead, []);
    });
});

describe('every path that is named exists, from the root or from the page', () => {
  for (const page of pages)
    test(page, () => {
      const gone = pathsIn(textOf(page)).filter((path) => {
        if (existsSync(join(root, dirname(page), path)) || existsSync(join(root, path)) || existsSync(join(root, `${path}.ts`)))
          return false;
        return folders.includes(path.split('/')[0] ?? '');
      });
      assert.deepEqual(gone, []);
    });
});

describe('the commands of the README', () => {
  const readme = textOf('README.md');
  // The two that set up everything are what CI and the journeys run.
  const covered = ['npm start', 'npm test'];
  const commands = commandsIn(readme).filter((line) => !covered.includes(line));

  test('are found', () => assert.ok(commands.length >= 2, commands.join('\n')));

  for (const command of commands)
    test(command, async () => {
      const { code, stdout, stderr } = await runProgram('sh', ['-c', command]);
      assert.equal(code, 0, stderr);
      assert.notEqual(stdout, '');
    });

  test('the matrix in the README is the matrix of the sample', () => {
    const { people, records } = readSample(join(root, 'samples/scm')).matrix;
    const cells = readme
      .split('\n')
      .filter((line) => /^\| customer [XY], ordered by/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(2, -1)
          .map((cell) => cell.trim() === 'yes'),
      );
    assert.deepEqual(
      cells,
      Object.values(records).map((of) => people.map((person) => of[person])),
    );
  });
});
