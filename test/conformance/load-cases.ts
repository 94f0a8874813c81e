import { readdirSync, readFileSync } from 'node:fs';
import type { Condition, DecisionRequest, Grant, Policy, Principal, Row, Rule, TableFacts } from '../../engine/index.ts';
import type { Check, Inputs } from './check.ts';

interface Fixture {
  readonly now: string;
  readonly policy: Policy;
  readonly data: { readonly rows: { readonly [table: string]: readonly Row[] }; readonly grants: readonly Grant[] };
  readonly principals: { readonly [name: string]: Principal };
}

/** A case as its file has it, with one of its `each` laid over it. */
interface Written {
  readonly fixture: string;
  readonly call: Check['call'];
  readonly principal: string | ({ readonly like: string } & Partial<Principal>);
  readonly expect: unknown;
  readonly rules?: readonly Rule[];
  readonly addRules?: readonly Rule[];
  readonly bundles?: { readonly [name: string]: readonly Rule[] };
  readonly grants?: readonly Grant[];
  readonly rows?: { readonly [table: string]: readonly Row[] };
  readonly tables?: { readonly [table: string]: Partial<TableFacts> };
  readonly now?: string;
  readonly request?: DecisionRequest;
  readonly condition?: Condition;
}
interface CaseFile {
  readonly heading: string;
  readonly fixture: string;
  readonly cases: readonly ({
    readonly id: string;
    readonly what: string;
    readonly each?: readonly (object | readonly [Condition, unknown])[];
  } & Written)[];
}

/** One check of a golden case, and what must come out. */
export interface GoldenCheck {
  /** The id of the case, with the number of the check where it has several. */
  readonly name: string;
  readonly caseId: string;
  readonly what: string;
  readonly heading: string;
  readonly check: Check;
  readonly expect: unknown;
}

const FOLDER = new URL('../cases/', import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T;

/** Every check of every golden case, in the order of the files. */
export function loadChecks(): readonly GoldenCheck[] {
  const fixtures = new Map(
    readdirSync(new URL('fixtures/', FOLDER)).map((name) => [name.replace('.json', ''), read<Fixture>(`fixtures/${name}`)]),
  );
  const seen = new Set<string>();
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = read<CaseFile>(name);
      return file.cases.flatMap(({ id, what, each = [{}], ...shared }) => {
        if (seen.has(id)) throw new Error(`the case id \`${id}\` stands twice`);
        seen.add(id);
        return each.map((own, index) => {
          const laid = Array.isArray(own) ? { condition: own[0], expect: own[1] } : own;
          const written = { ...shared, ...laid, fixture: file.fixture } as Written;
          const request = shared.request && written.request ? { request: { ...shared.request, ...written.request } } : {};
          const fixture = fixtures.get(written.fixture);
          if (!fixture) throw new Error(`the case \`${id}\` names no fixture`);
          const name = each.length > 1 ? `${id} [${index + 1}]` : id;
          const check = { ...written, ...request, ...inputsOf(fixture, written) } as unknown as Check;
          return { name, caseId: id, what, heading: file.heading, check, expect: written.expect };
        });
      });
    });
}

/** The inputs of one check: the fixture, then what the case replaces. */
function inputsOf(fixture: Fixture, written: Written): Inputs {
  const tables: { [table: string]: TableFacts } = { ...fixture.policy.tables };
  for (const [name, facts] of Object.entries(written.tables ?? {})) tables[name] = { ...tables[name], ...facts } as TableFacts;
  const rules = [...(written.rules ?? fixture.policy.rules), ...(written.addRules ?? [])];
  const policy: Policy = { ...fixture.policy, tables, rules, bundles: written.bundles ?? fixture.policy.bundles ?? {} };
  const data = { rows: { ...fixture.data.rows, ...written.rows }, grants: written.grants ?? fixture.data.grants };
  const { like, ...own } = typeof written.principal === 'string' ? { like: written.principal } : written.principal;
  const named = fixture.principals[like];
  if (!named) throw new Error(`no principal \`${like}\``);
  return { policy, data, principal: { ...named, ...own }, now: written.now ?? fixture.now };
}
