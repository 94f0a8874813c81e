/**
 * The bar above every page of the local portal: says that it is not part of the site, and switches who one is. It stands outside of
 * the page's body and in a shadow tree, so that neither can style or break the other.
 */
import { barStyles } from './workbench-styles.ts';

interface Facts {
  readonly personas: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  readonly current: string | null;
  readonly site: string;
  readonly token: string;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Readonly<Record<string, unknown>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

function bar({ personas, current, token }: Facts): HTMLElement {
  const label = (name: string, roles: readonly string[]): string => `${name} · ${roles.join(', ') || 'no web role'}`;
  const choices = [
    element('option', { value: '', selected: current === null }, 'Visitor · not signed in'),
    ...personas.map(({ id, name, roles }) => element('option', { value: id, selected: id === current }, label(name, roles))),
  ];
  const select = element('select', { name: 'contact', id: 'persona' }, ...choices);
  const hidden = (name: string, value: string) => element('input', { type: 'hidden', name, value });
  const form = element(
    'form',
    { method: 'post', action: '/_workbench/persona' },
    hidden('__RequestVerificationToken', token),
    hidden('ReturnUrl', `${location.pathname}${location.search}`),
    element('label', { htmlFor: 'persona' }, 'View as'),
    select,
    element('button', { type: 'submit' }, 'Switch'),
  );
  const out = element('button', { type: 'button', className: 'quiet', hidden: current === null }, 'Sign out');
  out.addEventListener('click', () => {
    select.value = '';
    form.requestSubmit();
  });
  form.append(out);
  const name = element('p', {}, element('strong', {}, 'Local workbench'), element('span', {}, ' – not part of the site'));
  return element(
    'div',
    { className: 'bar' },
    name,
    form,
    element('a', { href: '/_workbench' }, 'Decisions', element('span', {}, ' and diagnostics')),
  );
}

async function show(): Promise<void> {
  const response = await fetch('/_workbench/personas', { credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) return;
  const host = document.createElement('portico-workbench');
  host.setAttribute('role', 'region');
  host.setAttribute('aria-label', 'Local workbench – not part of the site');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(barStyles);
  root.adoptedStyleSheets = [sheet];
  root.append(bar((await response.json()) as Facts));
  document.documentElement.insertBefore(host, document.body);
}

void show();
