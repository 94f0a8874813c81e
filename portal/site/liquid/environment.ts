import { type Diagnostic, type LiquidEnvironment, LiquidError, renderLiquid, workbenchLimits } from '../../liquid/index.ts';
import { findControl } from '../controls/catalog.ts';
import { controlMarkup, unknownProperties } from '../controls/markup.ts';
import type { SiteDiagnostic } from '../diagnostics.ts';
import { foldName, type SitePage, settingFlag } from '../model/types.ts';
import { callServerLogic, type ServerLogicHost } from '../server-logic/call.ts';
import type { Visit } from '../visit.ts';
import { runFetch } from './fetch-door.ts';
import { liquidObjects } from './objects.ts';

export interface EnvironmentOptions {
  readonly host: ServerLogicHost;
  readonly visit: Visit;
  readonly page: SitePage | null;
  /** What is rendered, for diagnostics. */
  readonly where: string;
  readonly token: () => string;
  readonly onUserRead?: (column: string) => void;
}

/** Snippets may hold Liquid that reads snippets; deeper than this it is a circle. */
const deepestSnippet = 10;

/** Everything that one render of this visit may use. */
export function environmentFor(options: EnvironmentOptions, depth = 0): LiquidEnvironment {
  const { host, visit, page, where } = options;
  const renderText = (source: string): Promise<string> => {
    if (depth >= deepestSnippet) throw new LiquidError('the snippets include each other in a circle');
    return renderLiquid(source, environmentFor(options, depth + 1));
  };
  return {
    objects: liquidObjects({
      visit,
      page,
      metadata: host.store.metadata(),
      renderText,
      token: options.token,
      ...(options.onUserRead ? { onUserRead: options.onUserRead } : {}),
    }),
    doors: {
      template: (name) => visit.site.webTemplates.get(foldName(name))?.source ?? null,
      fetchXml: async (call) => runFetch({ store: host.store, diagnostics: host.diagnostics, portalUser: host.portalUser() }, visit, call),
      serverLogic: async ({ name, operation, input }) => {
        const { status, text } = await callServerLogic(host, visit, { name, functionName: operation, input });
        return { success: status === 200, status, text: text ?? '' };
      },
      codeComponent: async ({ name, properties }) => {
        const control = findControl(host.store, name);
        if (!control) throw new LiquidError(`the code component \`${name}\` is not imported`);
        const unknown = unknownProperties(control, properties);
        if (unknown.length > 0)
          host.diagnostics.report({ kind: 'control', where, message: `${control.name} does not have: ${unknown.join(', ')}.` });
        return controlMarkup(control, properties);
      },
    },
    limits: workbenchLimits,
    now: visit.now,
    encodeUserAndRequest: settingFlag(visit.site, 'Site/EnableDefaultHtmlEncoding', true),
    diagnostics: (diagnostic) => host.diagnostics.report(siteDiagnostic(diagnostic, where)),
  };
}

const siteDiagnostic = ({ kind, message, template }: Diagnostic, where: string): SiteDiagnostic => ({
  kind: kind === 'log' ? 'log' : kind === 'not-available' ? 'not-built' : 'template',
  message: kind === 'log' ? message : `${kind}: ${message}`,
  where: template ?? where,
});
