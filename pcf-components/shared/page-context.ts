/** What a control learns from the page around it. */
export interface PageContext {
  readonly language: string;
  readonly page: string;
  /** Whom to ask: an e-mail address, a telephone link, an https address or plain text; null where the site names none. */
  readonly support: string | null;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** Sign-in page that leads back here. */
  readonly signInUrl: string;
}

const nearest = (element: Element, name: string): string => element.closest(`[${name}]`)?.getAttribute(name)?.trim() ?? '';

/** Reads `lang`, `data-support`, `data-signed-in` and `data-sign-in` from the element or what surrounds it. */
export const pageContextOf = (element: Element, location: Pick<Location, 'pathname' | 'search'> = window.location): PageContext => {
  const signIn = nearest(element, 'data-sign-in');
  const back = localPath(location.pathname + location.search) ?? '/';
  const target = localPath(signIn) ?? '/SignIn';
  return {
    language: nearest(element, 'lang') || document.documentElement.lang || 'en',
    page: localPath(location.pathname) ?? '/',
    support: nearest(element, 'data-support') || null,
    signedIn: element.closest('[data-signed-in]') !== null,
    signInUrl: `${target}${target.includes('?') ? '&' : '?'}ReturnUrl=${encodeURIComponent(back)}`,
  };
};

/** The text if it is a path of this site; `//elsewhere`, `/\elsewhere`, `javascript:` and whole addresses are not. */
export const localPath = (text: string): string | null => {
  for (const character of text) if (character === '\\' || character < ' ') return null;
  return /^\/(?!\/)/.test(text) ? text : null;
};

/** Address behind a support contact, or null where it is plain text. */
export const supportLink = (support: string, reference: string): string | null => {
  if (/^[^\s@<>:/?&]+@[^\s@<>:/?&]+\.[^\s@<>:/?&]+$/.test(support)) {
    return `mailto:${support}${reference ? `?subject=${encodeURIComponent(reference)}` : ''}`;
  }
  if (/^\+?[\d\s()/-]{6,}$/.test(support)) return `tel:${support.replace(/[^\d+]/g, '')}`;
  return /^https:\/\/[^\s]+$/.test(support) ? support : localPath(support);
};
