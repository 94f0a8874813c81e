import type { AuditRequest, AuditResult, HostRow } from '../../../contracts/index.ts';
import { and, condition, type FetchFilterItem, or } from '../../../engine/fetchxml/index.ts';
import { millisecondsOf, printTime } from '../../../engine/index.ts';
import { entries, lineOf } from '../audit/stored-entry.ts';
import { isList, own, parseJson } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, type Refused, refused } from '../outcome.ts';
import { openApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import type { Session } from '../session.ts';
import { guidOf, isDigit, isLetter } from '../text.ts';

const DEFAULT_PAGE = 50;
const { audit } = names;

/** The audit trail for auditors, newest first. The question leaves an entry itself. A continuation opens nothing: who asks may read all. */
export const queryAudit = openApi<AuditRequest, AuditResult>({
  api: names.apis.QueryAudit,
  about: ({ reference, contact, table, from, until, outcome }) => ({
    privilege: 'read',
    details: {
      ...(reference === undefined ? {} : { reference }),
      ...(contact === undefined ? {} : { contact }),
      ...(table === undefined ? {} : { table }),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(outcome === undefined ? {} : { outcome }),
    },
  }),
  handle: query,
});

function query({ host }: Session, request: AuditRequest): Outcome<AuditResult> {
  const filters = filtersOf(request);
  if (filters.kind === 'refused') return filters;
  const { continuation } = request;
  const from = continuation === undefined ? [] : behind(continuation);
  if (from === null) return refused('continuation-invalid');
  const size = request.pageSize ?? DEFAULT_PAGE;
  const found = entries(host, filters.items.concat(from), size + 1);
  const given = found.slice(0, size);
  const more = found.length > size;
  return done(
    { entries: given.map(lineOf), more, continuation: more ? placeOf(given[given.length - 1]) : null },
    { outcome: 'allowed', texts: {}, rowCount: given.length },
  );
}

type Filters = { readonly kind: 'filters'; readonly items: readonly FetchFilterItem[] };

function filtersOf({ reference, contact, table, from, until, outcome }: AuditRequest): Filters | Refused {
  const items: FetchFilterItem[] = [];
  if (reference !== undefined) {
    if (!isPlain(reference)) return notUnderstood('`request.reference` must be a reference');
    items.push(condition(audit.name, 'eq', reference));
  }
  if (contact !== undefined) {
    const id = guidOf(contact);
    if (id === null) return notUnderstood('`request.contact` must be a guid');
    items.push(condition(audit.contact, 'eq', id));
  }
  if (table !== undefined) items.push(condition(audit.texts.tableName.name, 'eq', table));
  if (outcome !== undefined) {
    const value = own<number>(names.outcomes, outcome);
    if (value === undefined) return notUnderstood('`request.outcome` must be the name of an outcome');
    items.push(condition(audit.outcome, 'eq', String(value)));
  }
  const since = from === undefined ? null : timeOf(from);
  const before = until === undefined ? null : timeOf(until);
  if ((from !== undefined && since === null) || (until !== undefined && before === null))
    return notUnderstood('`request.from` and `request.until` must be times like `2026-06-15T12:00:00Z`');
  if (since !== null) items.push(condition(audit.occurredOn, 'ge', since));
  if (before !== null) items.push(condition(audit.occurredOn, 'lt', before));
  return { kind: 'filters', items };
}

/** A time that the store holds, in whole seconds; null for everything else. */
function timeOf(text: string): string | null {
  const time = millisecondsOf(text);
  const fits =
    time !== null && time >= (millisecondsOf('1753-01-01T00:00:00Z') ?? 0) && time < (millisecondsOf('9999-01-01T00:00:00Z') ?? 0);
  return fits ? printTime(Math.floor(time / 1000) * 1000) : null;
}

/** A reference is letters and digits; anything else cannot be one. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (!isLetter(text.charAt(index)) && !isDigit(text.charAt(index))) return false;
  return text.length > 0;
}

const placeOf = (last: HostRow | undefined): string | null =>
  last === undefined ? null : JSON.stringify([String(last.values[audit.occurredOn]), last.id]);

/** Behind an entry: older, or as old with a smaller id in the store's own order. */
function behind(continuation: string): readonly FetchFilterItem[] | null {
  const parsed = parseJson(continuation);
  const place = parsed.kind === 'json' && isList(parsed.value) && parsed.value.length === 2 ? parsed.value : null;
  const time = typeof place?.[0] === 'string' ? timeOf(place[0]) : null;
  const id = guidOf(place?.[1]);
  if (time === null || id === null) return null;
  return [or([condition(audit.occurredOn, 'lt', time), and([condition(audit.occurredOn, 'eq', time), condition(audit.key, 'lt', id)])])];
}
