import { type Diagnostic, type LiquidDoors, type LiquidEnvironment, workbenchLimits } from './environment.ts';
import { LiquidError } from './errors.ts';

/** What a test of templates may set. */
export interface TestSite {
  readonly objects?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, string>>;
  readonly doors?: Partial<LiquidDoors>;
  readonly limits?: Partial<LiquidEnvironment['limits']>;
  readonly diagnostics?: (diagnostic: Diagnostic) => void;
}

/** A site of a few templates at a fixed instant; doors that a test does not give answer with an error in place. */
export function environmentFor(site: TestSite = {}): LiquidEnvironment {
  const templates = new Map(Object.entries(site.templates ?? {}).map(([name, source]) => [name.toLowerCase(), source]));
  const closed = (name: string) => () => Promise.reject(new LiquidError(`the test gives no door ${name}`));
  return {
    objects: site.objects ?? {},
    doors: {
      fetchXml: closed('fetchXml'),
      codeComponent: closed('codeComponent'),
      serverLogic: closed('serverLogic'),
      template: (name) => templates.get(name.toLowerCase()) ?? null,
      ...site.doors,
    },
    limits: { ...workbenchLimits, ...site.limits },
    now: new Date('2026-06-15T12:00:00Z'),
    encodeUserAndRequest: true,
    ...(site.diagnostics === undefined ? {} : { diagnostics: site.diagnostics }),
  };
}
