import type { PersonaDefinition } from '../../../contracts/index.ts';
import type { RowSource } from '../../../engine/index.ts';
import { personaQuestion } from '../policy/personas.ts';
import type { VisitorSession } from '../session.ts';

/** The personas that the person is of, in the order of the definitions. A visitor who has not signed in is of none; unknown is not the persona. */
export function personasOf({ active, principal, person, rows, now }: VisitorSession): readonly PersonaDefinition[] {
  const defined = active.experience.personas ?? [];
  const { contact } = principal;
  if (defined.length === 0 || person === null || contact === null) return [];
  // The person's own row was read by the pipeline with every column that the conditions look at.
  const source: RowSource = {
    load: (table, id) => (table === 'contact' && id === contact.id ? contact : rows.load(table, id)),
    grants: () => [],
  };
  const asked = active.variants.personas().forCall(principal, source, now);
  return defined.filter(({ name }) => asked.decide({ action: personaQuestion(name), table: 'contact', id: person.id }).allowed);
}

/** A key for what a browser keeps: the same for the same person on the same site, and no id. Null for a visitor who has not signed in. */
export const keyOfPerson = ({ host, siteId, person }: VisitorSession): string | null =>
  person === null ? null : host.sha256(JSON.stringify(['person of a page', siteId, person.id])).slice(0, 32);
