import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { openBrowser, textAt } from './browser.ts';
import { startFixture } from './fixture.ts';
import { type Part, setting } from './fixture-site.ts';

const fixture = await startFixture();
after(() => fixture.close());
const visitor = openBrowser(fixture);
const jane = openBrowser(fixture);
await jane.signIn('jane');
const sam = openBrowser(fixture);
await sam.signIn('sam');

test('page chain: address → page → template, in header and footer, with title, language and the copy as Liquid', async () => {
  const { status, text } = await jane.get('/');
  assert.equal(status, 200);
  assert.match(text, /<html lang="en-US"[^>]* crm-lcid="1033" dir="ltr"/);
  assert.match(text, /<title>Title of Home · &lt;Fixture&gt;<\/title>/);
  assert.equal(textAt(text, 'copy'), 'Copy of Home for Jane Doe');
  assert.ok(text.indexOf('<header>') < text.indexOf('<main>') && text.indexOf('<main>') < text.indexOf('<footer>'));
});

test('letter case and a trailing slash do not matter; unknown pages, drafts and broken encodings are 404 with the marker page', async () => {
  for (const path of ['/Orders/', '/ORDERS', '/orders/DEEP']) assert.equal((await jane.get(path)).status, 200, path);
  for (const path of ['/nothing', '/orders/nothing', '/draft', '/%zz', '/orders%2fdeep', '/deep', '/..%2f..%2fetc%2fpasswd', '/%00']) {
    const { status, text } = await jane.get(path);
    assert.equal(status, 404, path);
    assert.match(text, /<h1>Title of Page Not Found<\/h1>/);
  }
});

test('a template without header and footer owns the whole response and its type', async () => {
  const { headers, text } = await visitor.get('/data');
  assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
  assert.equal(text, '{"path":"/data"}');
});

test('page rules: visitors go to sign-in, others see Access Denied with 403; ancestors count, Grant Change opens', async () => {
  const away = await visitor.get('/orders/deep?a=1');
  assert.equal(away.status, 302);
  assert.equal(away.headers.get('location'), '/SignIn?ReturnUrl=%2Forders%2Fdeep%3Fa%3D1');
  const denied = await jane.get('/staff');
  assert.equal(denied.status, 403);
  assert.match(denied.text, /<h1>Title of Access Denied<\/h1>/);
  assert.equal((await sam.get('/staff')).status, 200);
  assert.equal((await jane.get('/staff/open-below')).status, 200, 'Grant Change of Buyers');
  assert.equal((await visitor.get('/access-denied')).status, 200, 'service pages are always readable');
});

test('web files follow the rules of their page, have their type and nosniff; active content is shut in', async () => {
  const css = await visitor.get('/site.css');
  assert.equal(css.headers.get('content-type'), 'text/css; charset=utf-8');
  assert.equal(css.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await visitor.get('/orders/secret.txt')).status, 302);
  assert.equal((await jane.get('/orders/secret.txt')).text, 'secret');
  assert.equal((await visitor.get('/staff/staff.txt')).text, 'shown', 'the rule leaves files out');
  assert.match((await visitor.get('/evil.html')).headers.get('content-security-policy') ?? '', /sandbox/);
});

test('two users, one header: the header is rendered once, what stands in a substitution is each visitor’s own', async () => {
  const names = [];
  for (const browser of [jane, visitor, sam, jane]) names.push(textAt((await browser.get('/')).text, 'who'));
  assert.deepEqual(names, ['Jane Doe', 'nobody', 'Sam &lt;i&gt;Okafor&lt;/i&gt;', 'Jane Doe']);
});

test('what a footer reads outside of a substitution is shared like on the platform, reported, and cured by the setting', async () => {
  const shared = async (extra: readonly Part[]) => {
    const own = await startFixture({ extra });
    const first = openBrowser(own);
    await first.signIn('jane');
    const names = [];
    for (const browser of [first, openBrowser(own)]) names.push(textAt((await browser.get('/')).text, 'shared'));
    const reported = own.site.site.diagnostics.list().some(({ kind, where }) => kind === 'cache' && where === 'web template “Footer”');
    await own.close();
    return { names, reported };
  };
  assert.deepEqual(await shared([]), { names: ['Jane Doe', 'Jane Doe'], reported: true });
  assert.deepEqual(await shared([setting('Footer/OutputCache/Enabled', 'false')]), { names: ['Jane Doe', 'nobody'], reported: false });
});

test('every page has its own nonce, inline scripts carry it, and a script in a parameter is text', async () => {
  const [one, other] = [await jane.get('/?q=<script>alert(1)</script>'), await jane.get('/')];
  const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1];
  const nonce = nonceOf(one.headers.get('content-security-policy'));
  assert.ok(nonce && nonce !== nonceOf(other.headers.get('content-security-policy')));
  assert.match(one.text, new RegExp(`<script nonce="${nonce.replace(/[+/]/g, '\\$&')}">var inline`));
  assert.equal(textAt(one.text, 'q'), '&lt;script&gt;alert(1)&lt;/script&gt;');
  assert.equal(one.headers.get('x-frame-options'), 'SAMEORIGIN');
});

test('markup in a page title and in a name stays text, also inside scripts', async () => {
  const { text } = await sam.get('/script');
  assert.match(text, /<title>Title of Script &lt;b&gt;name&lt;\/b&gt;/);
  assert.match(text, /<h1>Title of Script &lt;b&gt;name&lt;\/b&gt;<\/h1>/);
  assert.match(text, /"lastName":"\\u003ci\\u003eOkafor\\u003c\/i\\u003e"/);
});

const rawStatus = (host: string, path = '/'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: fixture.site.port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('only this machine’s names are answered: another Host header, or none of this port, is refused', async () => {
  assert.equal(await rawStatus(`127.0.0.1:${fixture.site.port}`), 200);
  assert.equal(await rawStatus(`localhost:${fixture.site.port}`), 200);
  for (const host of ['evil.example', `evil.example:${fixture.site.port}`, '127.0.0.1', '127.0.0.1:1'])
    assert.equal(await rawStatus(host), 421, host);
  assert.equal(await rawStatus(`127.0.0.1:${fixture.site.port}`, `/${'x'.repeat(9000)}`), 414);
});

test('bodies and methods have limits', async () => {
  assert.equal((await visitor.send('POST', '/SignIn', 'x'.repeat(1_100_000))).status, 413);
  assert.equal((await visitor.send('POST', '/', 'x')).status, 405);
});
