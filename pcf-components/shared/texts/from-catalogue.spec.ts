import { describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { controlsInFull } from '../../test/parts.ts';
import { en } from './en.ts';

/** Says every text between marks; what a person could read and has none came from a component itself. */
const marked = (key: string): string | undefined => {
  const text = (en as { readonly [key: string]: string })[key];
  return text === undefined ? undefined : `⟦${text}⟧`;
};

const spokenAttributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription', 'aria-valuetext'];

/** Texts of an element and its attributes that are words. */
const wordsIn = (element: HTMLElement): readonly string[] => {
  const found: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? '');
  for (const one of element.querySelectorAll('*')) {
    for (const name of spokenAttributes) found.push(one.getAttribute(name) ?? '');
  }
  return found.filter((text) => /\p{L}/u.test(text));
};

/** What the server said: names of our test data, references, dates of the reader’s language. */
const fromServer =
  /^(?:Tile \w+|Label \w+|Home of Jane|Overview|My team|Money|Sales orders|Order|Subject|Customer|Status|Delivery|Amount|Payment reference|SO-\d+|Pumps \d+|Customer X|Active|Approve|Approve the order\?|Escalate|High|Low|Urgency|Answer until|Topic|DE89|K7QM2XW4RT5B|[A-Z][a-z]{2} \d{1,2}, \d{4}(?:, .*)?|(?:Jan|Feb|Mar|January|February|March)(?: \d{4})?|[\d.]+K)\s*$/;

// Whether an icon font is drawn is asked of a canvas, which jsdom has none of.
HTMLCanvasElement.prototype.getContext = () => null;

describe.each(controlsInFull)('%s', (_name, open) => {
  test('says nothing that is not in the catalogue', async () => {
    const { element } = await open('en', marked);
    const own = wordsIn(element).filter((text) => !text.includes('⟦') && !fromServer.test(text));
    expect([...new Set(own)]).toEqual([]);
    expect(wordsIn(element).filter((text) => text.includes('⟦')).length).toBeGreaterThan(3);
  });

  test.each(['en', 'de', 'ar'])('axe finds nothing to complain of in %s', async (language) => {
    const { element } = await open(language);
    const root = element.querySelector('.portico-control');
    expect(root).toHaveAttribute('lang', language);
    expect(root).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    // Colours are the browser’s to compute: they are looked at there.
    const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test('in Arabic no English text is left', async () => {
    const { element } = await open('ar');
    const english = new Set(Object.values(en));
    const left = wordsIn(element).filter((text) => english.has(text.trim() as never) && !fromServer.test(text));
    expect(left).toEqual([]);
    expect(wordsIn(element).filter((text) => /\p{Script=Arabic}/u.test(text)).length).toBeGreaterThan(3);
  });
});
