import type { ControlPlace } from '../controls/place.ts';

const scripts = new Map<string, Promise<void>>();

/** Loads a script once per page, however many controls want it. */
export function loadScript(url: string): Promise<void> {
  const known = scripts.get(url);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const element = document.createElement('script');
    element.src = url;
    element.async = false;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${url} did not load`));
    document.head.append(element);
  });
  scripts.set(url, loading);
  return loading;
}

const styles = new Set<string>();

/** Adds style sheets once per page. A missing one does not stop the control. */
export async function loadStyles(urls: readonly string[]): Promise<void> {
  await Promise.all(
    urls
      .filter((url) => !styles.has(url))
      .map((url) => {
        styles.add(url);
        return new Promise<void>((resolve) => {
          const element = document.createElement('link');
          element.rel = 'stylesheet';
          element.href = url;
          element.onload = element.onerror = () => resolve();
          document.head.append(element);
        });
      }),
  );
}

/** The texts of the page's language; where a control does not have it, those of English, else of its first language. */
export async function loadTexts(resx: ControlPlace['resx']): Promise<ReadonlyMap<string, string>> {
  const lcid = Number(document.documentElement.getAttribute('crm-lcid'));
  const chosen = resx.find((each) => each.lcid === lcid) ?? resx.find((each) => each.lcid === 1033) ?? resx[0];
  if (!chosen) return new Map();
  const response = await fetch(chosen.url, { credentials: 'same-origin' });
  if (!response.ok) return new Map();
  const parsed = new DOMParser().parseFromString(await response.text(), 'application/xml');
  const entries = [...parsed.querySelectorAll('root > data')].map((data): [string, string] => [
    data.getAttribute('name') ?? '',
    data.querySelector('value')?.textContent ?? '',
  ]);
  return new Map(entries);
}
