import { useState } from 'preact/hooks';
import { CopyIcon } from './icons.tsx';
import type { Texts } from './texts/index.ts';

/** The reference of a refusal, with a button that copies it. */
export const Reference = ({ text, reference }: { readonly text: Texts; readonly reference: string }) => {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = () => {
    // Absent where the page is not served over HTTPS; may be refused by the browser.
    const copying: Promise<void> | undefined = navigator.clipboard?.writeText(reference);
    if (!copying) return setState('failed');
    copying.then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <div class="portico-reference">
      <span class="portico-muted">{text('reference')}</span>
      <code>{reference}</code>
      <button type="button" class="portico-button" onClick={copy}>
        <CopyIcon />
        <span>{text('copyReference')}</span>
      </button>
      <span role="status">{state === 'idle' ? '' : text(state === 'copied' ? 'copied' : 'copyFailed')}</span>
    </div>
  );
};
