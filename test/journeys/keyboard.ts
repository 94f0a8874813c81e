import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What has the focus: its name or text, and whether one can see that it has it. */
export interface Focused {
  readonly tag: string;
  readonly name: string;
  readonly visible: boolean;
}

/** The focused element, also inside the workbench's shadow tree. An outline or a shadow that the focus brought counts as visible, also around what the element spans by `::after`. */
export const focused = (page: Page): Promise<Focused> =>
  page.evaluate(`(() => {
    let element = document.activeElement;
    while (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return { tag: 'body', name: '', visible: false };
    const box = element.getBoundingClientRect();
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    const style = getComputedStyle(element);
    // A button of the browser's own inside of the element, as that of a date: the browser draws its ring.
    const inner = !element.matches(':focus');
    const shown = inner || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none' || getComputedStyle(element.parentElement).outlineStyle !== 'none' || getComputedStyle(element, '::after').outlineStyle !== 'none' || getComputedStyle(element.parentElement).boxShadow !== 'none';
    const name = element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || '';
    return { tag: element.tagName.toLowerCase(), name: name.trim(), visible: inside && shown };
  })()`);

/** Presses Tab until something with that name has the focus. At each stop the focus is somewhere, and can be seen. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now.tag === 'body') continue;
    assert.ok(now.visible, `the focus on ${now.tag} “${now.name}” cannot be seen`);
    if (now.name === name) return now;
  }
  throw new assert.AssertionError({ message: `“${name}” is not reached by ${key}` });
}
