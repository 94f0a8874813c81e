/** The local Power Pages site: pages, sign-in, server logic, controls and the workbench over an imported database. */
export { createSite, type SiteApp, type SiteOptions } from './app.ts';
export type { KeptDiagnostic, SiteDiagnostic } from './diagnostics.ts';
export { hashPassword } from './people/passwords.ts';
export { sessionCookie } from './request/exchange.ts';
export { type RunningSite, serveSite } from './serve.ts';
export type { IdentityEvidence } from './server-logic/connector.ts';
export { forbiddenTexts } from './server-logic/forbidden-texts.ts';
export type { EnvelopeSpelling } from './server-logic/route.ts';
export { dataverseStore, type SiteStore } from './store.ts';
export { dispatchOutbox, eventKeyHeader, type OutboxDispatcher, startOutbox, webhookUrl } from './workbench/outbox/index.ts';
