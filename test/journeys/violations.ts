import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on the page, the workbench's bar included; empty is good. */
export const violations = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    `(async () => { ${axe}; return (await axe.run()).violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.target.join(' ')).join(', ')); })()`,
  );

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
