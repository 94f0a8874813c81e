import { useRef, useState } from 'preact/hooks';

interface TabsProps {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly { readonly name: string; readonly title: string }[];
  readonly selected: string | null;
  readonly select: (tab: string) => void;
}

/**
 * Tabs after the ARIA pattern with manual activation: arrows move, Enter or Space selects, because a tab has to be fetched.
 * One of them is in the order of Tab.
 */
export const Tabs = ({ id, label, tabs, selected, select }: TabsProps) => {
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const reachable = tabs.some(({ name }) => name === focused)
    ? focused
    : tabs.some(({ name }) => name === selected)
      ? selected
      : tabs[0]?.name;

  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === reachable);
    const to = target(event.key, at, tabs.length, isRightToLeft(event.currentTarget));
    if (to === null) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };

  return (
    <div ref={list} class="portico-tabs" role="tablist" aria-label={label} onKeyDown={move} onFocusOut={() => setFocused(null)}>
      {tabs.map(({ name, title }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-tab-${name}`}
          class="portico-tab"
          aria-selected={name === selected}
          aria-controls={`${id}-panel`}
          tabIndex={name === reachable ? 0 : -1}
          onFocus={() => setFocused(name)}
          onClick={() => select(name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
};

const isRightToLeft = (element: EventTarget | null): boolean =>
  element instanceof Element && element.closest('[dir]')?.getAttribute('dir') === 'rtl';

/** Index that a key leads to, or null where it is not one of ours. */
const target = (key: string, at: number, count: number, rightToLeft: boolean): number | null => {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  return step === 0 ? null : (at + (rightToLeft ? -step : step) + count) % count;
};
