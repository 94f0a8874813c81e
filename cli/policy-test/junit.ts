import { element, forbiddenCharacter, printXml, textElement, type XmlElement } from '../../solution/index.ts';
import { explanationLines } from '../trace/index.ts';
import type { Result } from './run-suite.ts';

/** The results of files as JUnit's XML: a suite a test, a case a check, a failure with what differs and the trace. */
export function junitOf(files: readonly { readonly file: string; readonly results: readonly Result[] }[]): string {
  const suites = files.flatMap(({ file, results }) =>
    [...new Set(results.map(({ check }) => check.test))].map((test) => {
      const own = results.filter(({ check }) => check.test === test);
      const counts = { tests: own.length, failures: own.filter(({ wrong }) => wrong.length > 0).length };
      return element('testsuite', { name: plain(test), file: plain(file), ...counts }, ...own.map(caseOf));
    }),
  );
  return printXml(element('testsuites', { name: 'portico' }, ...suites), { declaration: true });
}

function caseOf({ check, wrong, traces }: Result): XmlElement {
  const names = { name: plain(check.title), classname: plain(check.test) };
  if (wrong.length === 0) return element('testcase', names);
  const lines = [...wrong, ...traces.flatMap(({ asked, explanation }) => ['', asked, ...explanationLines(explanation)])];
  return element('testcase', names, textElement('failure', plain(lines.join('\n')), { message: plain(wrong[0] ?? '') }));
}

/** A name may hold what XML cannot. */
const plain = (text: string): string => [...text].map((each) => (forbiddenCharacter(each) === null ? each : '\u{fffd}')).join('');
