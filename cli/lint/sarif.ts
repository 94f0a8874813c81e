import type { Position } from '../policy-file/index.ts';
import type { Finding, Severity } from './finding.ts';
import { kinds } from './lint.ts';

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', note: 'note' };

/** The findings as SARIF 2.1.0 (docs.oasis-open.org/sarif), which code hosts show beside the lines. */
export function sarifOf(findings: readonly Finding[], file: string, positionOf: (path: string) => Position): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'portico lint',
            rules: kinds.map(({ id, name, why, severity }) => ({
              id,
              name,
              shortDescription: { text: why },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        results: findings.map(({ kind, path, message, counterexample }) => ({
          ruleId: kind.id,
          level: LEVELS[kind.severity],
          message: {
            text: counterexample === undefined ? message : `${message}. For instance: ${counterexample.person}, ${counterexample.record}.`,
          },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file },
                region: { startLine: positionOf(path).line, startColumn: positionOf(path).column },
              },
            },
          ],
        })),
      },
    ],
  };
}
