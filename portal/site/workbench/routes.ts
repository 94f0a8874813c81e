import { builtScript } from '../built-scripts.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { SiteCache } from '../model/cache.ts';
import { localReturnUrl } from '../pages/return-url.ts';
import type { SessionDoor } from '../people/sign-in-handler.ts';
import { listPersonas } from '../people/visitor.ts';
import { json, plain, type Reply, redirect } from '../request/reply.ts';
import type { IdentityEvidence } from '../server-logic/connector.ts';
import type { SiteStore } from '../store.ts';
import { contactIdOf, type Visit } from '../visit.ts';
import { latestAudit } from './audit.ts';
import { outboxEvents, sendAgain } from './events.ts';
import { outboxPage } from './outbox-page.ts';
import { workbenchPage } from './page.ts';

/** What the workbench may change of the running portal. Nothing of this exists on the platform. */
export interface Workbench {
  readonly store: SiteStore;
  readonly cache: SiteCache;
  readonly diagnostics: Diagnostics;
  readonly evidence: () => IdentityEvidence;
  readonly setEvidence: (evidence: IdentityEvidence) => void;
}

export interface WorkbenchRequest {
  readonly method: string;
  readonly path: string;
  readonly door: SessionDoor;
  readonly form: Readonly<Record<string, string>>;
}

/** Answers everything below `/_workbench`. Every change is a POST with the anti-forgery field of the present session. */
export async function serveWorkbench(workbench: Workbench, visit: Visit, { method, path, door, form }: WorkbenchRequest): Promise<Reply> {
  const what = path
    .slice('/_workbench'.length)
    .replace(/^\/|\/$/g, '')
    .toLowerCase();
  if (method !== 'POST') return shown(workbench, visit, what, door);
  if (door.check(form['__requestverificationtoken'] ?? null) !== 'genuine')
    return plain(403, 'This form was open for too long. Go back and load the page again.');
  const back = redirect(localReturnUrl(form['returnurl']));
  switch (what) {
    case 'persona':
      return switchPersona(workbench, visit, door, form) ?? back;
    case 'evidence':
      workbench.setEvidence(form['evidence'] === 'absent' ? 'absent' : 'platform');
      return back;
    case 'outbox':
      await sendAgain(workbench.store, form['event'] ?? '');
      return back;
    case 'reload':
      workbench.diagnostics.clear();
      workbench.cache.clear();
      return back;
    default:
      return plain(404, 'There is no such thing on the workbench.');
  }
}

/** Signs in as a contact of the site, or out; null when that was done. */
function switchPersona({ store }: Workbench, visit: Visit, door: SessionDoor, form: Readonly<Record<string, string>>): Reply | null {
  const contact = form['contact'] ?? '';
  if (contact === '') {
    door.end();
    return null;
  }
  const persona = listPersonas(store, visit.site).find(({ id }) => id === contact.toLowerCase());
  if (!persona) return plain(400, 'This contact cannot sign in to the site.');
  door.start(persona.id);
  return null;
}

function shown(workbench: Workbench, visit: Visit, what: string, door: SessionDoor): Reply {
  switch (what) {
    case '':
      return workbenchPage({
        visit,
        personas: listPersonas(workbench.store, visit.site),
        audit: latestAudit(workbench.store),
        events: outboxEvents(workbench.store),
        diagnostics: workbench.diagnostics.list(),
        evidence: workbench.evidence(),
        field: door.field(),
      });
    case 'outbox':
      return outboxPage({ site: visit.site.name, events: outboxEvents(workbench.store), field: door.field() });
    case 'personas':
      return json(200, {
        personas: listPersonas(workbench.store, visit.site),
        current: contactIdOf(visit),
        site: visit.site.name,
        token: door.field(),
      });
    case 'bar.js':
      return script(builtScript('workbench-bar'));
    default:
      return plain(404, 'There is no such thing on the workbench.');
  }
}

export const script = (text: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' },
  body: text,
});
