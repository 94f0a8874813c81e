import { describe, expect, test } from '@jest/globals';
import { localPath, pageContextOf, supportLink } from './page-context.ts';
import { tokenIn } from './request-token.ts';

const elementIn = (attributes: { readonly [name: string]: string }): HTMLElement => {
  const around = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) around.setAttribute(name, value);
  const inner = document.createElement('div');
  around.append(inner);
  document.body.append(around);
  return inner;
};
const at = (pathname: string, search = '') => ({ pathname, search });

describe('sign-in', () => {
  test('leads back to the page by its path', () => {
    expect(pageContextOf(elementIn({}), at('/orders', '?a=1&b=2')).signInUrl).toBe('/SignIn?ReturnUrl=%2Forders%3Fa%3D1%26b%3D2');
  });

  test('the site may name its own page, of its own', () => {
    expect(pageContextOf(elementIn({ 'data-sign-in': '/de/SignIn?x=1' }), at('/a')).signInUrl).toBe('/de/SignIn?x=1&ReturnUrl=%2Fa');
  });

  test.each(['//evil.example', 'https://evil.example/x', 'javascript:alert(1)', '/\\evil.example', '/\tevil', 'orders'])(
    'never leads elsewhere: %j',
    (address) => {
      expect(localPath(address)).toBeNull();
      expect(pageContextOf(elementIn({ 'data-sign-in': address }), at(address)).signInUrl).toBe('/SignIn?ReturnUrl=%2F');
    },
  );
});

describe('the support contact', () => {
  test.each([
    ['help@example.com', 'mailto:help@example.com?subject=K7QM'],
    ['+49 (30) 123-456', 'tel:+4930123456'],
    ['https://example.com/help', 'https://example.com/help'],
    ['/contact', '/contact'],
    ['Ask Robin, room 4', null],
    ['javascript:alert(1)', null],
    ['http://example.com', null],
    ['a@b.c?bcc=evil@example.com', null],
  ])('%s links to %s', (support, link) => {
    expect(supportLink(support, 'K7QM')).toBe(link);
  });

  test('is absent where the site names none', () => {
    expect(pageContextOf(elementIn({ 'data-support': ' ' }), at('/')).support).toBeNull();
  });
});

describe('the token', () => {
  test.each([
    ['<input name="__RequestVerificationToken" type="hidden" value="a-b_c" />', 'a-b_c'],
    ["<p><input type='hidden' value='x1' name='__RequestVerificationToken'></p>", 'x1'],
    ['<input name="other" value="1"><input name="__RequestVerificationToken" value="2">', '2'],
    ['<input data-name="__RequestVerificationToken" value="3">', null],
    ['<form action="/SignIn"></form>', null],
  ])('in %s is %s', (html, token) => {
    expect(tokenIn(html)).toBe(token);
  });
});
