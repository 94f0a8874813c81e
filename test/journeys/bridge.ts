import type { Page } from 'playwright-core';
import { type Answer, serverLogicUrl, tokenHeader, tokenUrl } from '../../contracts/index.ts';

/** Asks server logic as a script in the person’s own browser could: with their cookies and the page’s token, past every control. */
export async function askBridge<Result>(
  page: Page,
  bridge: Parameters<typeof serverLogicUrl>[0],
  body: { readonly [field: string]: unknown },
): Promise<Answer<Result>> {
  const text = await page.evaluate(
    async ({ address, tokenPage, header, sent }) => {
      const token = /value="([^"]+)"/.exec(await (await fetch(tokenPage)).text())?.[1] ?? '';
      const headers = { 'Content-Type': 'application/json', [header]: token };
      return (await fetch(address, { method: 'POST', headers, body: JSON.stringify(sent) })).text();
    },
    { address: serverLogicUrl(bridge), tokenPage: tokenUrl, header: tokenHeader, sent: body },
  );
  const { data } = JSON.parse(text) as { readonly data: unknown };
  return (typeof data === 'string' ? JSON.parse(data) : data) as Answer<Result>;
}
