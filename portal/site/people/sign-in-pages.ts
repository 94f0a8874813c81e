import { escapeHtml } from '../pages/html.ts';
import { localReturnUrl } from '../pages/return-url.ts';
import { ownPage } from '../request/own-page.ts';
import type { Reply } from '../request/reply.ts';
import type { Persona } from './visitor.ts';

const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
export const tokenField = '__RequestVerificationToken';

/** Sample people whose password may be told, because it opens nothing but the local portal. */
export interface SamplePeople {
  readonly password: string;
  readonly people: readonly Persona[];
}

const samplePeople = ({ password, people }: SamplePeople): string =>
  `<section class="people" aria-labelledby="people"><h2 id="people">Sample people</h2>
<p class="soft">Only this local portal has them. The password of each is <code>${escapeHtml(password)}</code></p>
<dl>${people.map(({ username, name, roles }) => `<div><dt><code>${escapeHtml(username)}</code></dt><dd>${escapeHtml(name)}<span>${escapeHtml(roles.join(', '))}</span></dd></div>`).join('')}</dl></section>`;

/** The sign-in form. What went wrong stands above it and is announced; the user name is kept, the password never. */
export function signInPage(
  status: number,
  {
    siteName,
    field,
    returnUrl,
    username = '',
    problem = null,
    sample = null,
  }: {
    readonly siteName: string;
    readonly field: string;
    readonly returnUrl: string;
    readonly username?: string;
    readonly problem?: string | null;
    readonly sample?: SamplePeople | null;
  },
): Reply {
  return ownPage(status, {
    title: 'Sign in',
    content: `<p class="soft">${escapeHtml(siteName)}</p>
${problem === null ? '' : `<p class="problem" role="alert" id="problem">${escapeHtml(problem)}</p>`}
<form method="post" action="/SignIn">
${hidden(tokenField, field)}${hidden('ReturnUrl', localReturnUrl(returnUrl))}
<label for="Username">User name</label>
<input id="Username" name="Username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200" value="${escapeHtml(username)}"${problem === null ? ' autofocus' : ''}>
<label for="Password">Password</label>
<input id="Password" name="Password" type="password" autocomplete="current-password" required maxlength="200"${problem === null ? '' : ' autofocus aria-describedby="problem"'}>
<div class="actions"><button type="submit">Sign in</button><a class="button plain" href="/">Cancel</a></div>
</form>${sample === null ? '' : samplePeople(sample)}`,
  });
}

/** Asks before signing out: a mere link or an image on another site must not do it. */
export function signOutPage({
  field,
  returnUrl,
  name,
}: {
  readonly field: string;
  readonly returnUrl: string;
  readonly name: string;
}): Reply {
  return ownPage(200, {
    title: 'Sign out',
    content: `<p>You are signed in as <strong>${escapeHtml(name)}</strong>.</p>
<form method="post" action="/Account/Login/LogOff">
${hidden(tokenField, field)}${hidden('ReturnUrl', localReturnUrl(returnUrl))}
<div class="actions"><button type="submit">Sign out</button><a class="button plain" href="${escapeHtml(localReturnUrl(returnUrl))}">Stay signed in</a></div>
</form>`,
  });
}
