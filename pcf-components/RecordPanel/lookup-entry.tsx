import { useLayoutEffect, useRef } from 'preact/hooks';
import { ClearIcon, SearchIcon } from '../shared/icons.tsx';
import type { Entry } from './entry.ts';
import type { EntryAttributes } from './field-entry.tsx';
import type { PanelHost } from './panel-host.ts';
import type { FoundRow, LookupTargets } from './search-rows.ts';
import { type LookupList, useLookup } from './use-lookup.ts';

interface LookupEntryProps {
  readonly host: PanelHost;
  readonly title: string;
  readonly targets: LookupTargets;
  readonly attributes: EntryAttributes;
  readonly entry: Entry;
  readonly type: (entry: Entry) => void;
  readonly leave: () => void;
}

/** An editable combobox with a list that is searched as one types, by the pattern of the ARIA authoring practices. */
export const LookupEntry = ({ host, title, targets, attributes, entry, type, leave }: LookupEntryProps) => {
  const { text } = host;
  const { list, look, move, close } = useLookup(host.search, targets, host.debounce);
  const box = useRef<HTMLInputElement>(null);
  const { id } = attributes;
  const active = list.rows[list.active];

  const choose = (row: FoundRow) => {
    type({ text: row.label, chosen: row.value });
    close();
  };
  // What is chosen already would only find itself.
  const open = () => look(entry.chosen ? '' : entry.text, 'now');

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (!list.open) return open();
        return move(event.key === 'ArrowDown' ? 1 : -1);
      case 'Enter':
        if (!list.open) return;
        // Not the form: the person is still choosing.
        event.preventDefault();
        if (active) choose(active);
        return;
      case 'Escape':
        if (!list.open) return;
        event.preventDefault();
        event.stopPropagation();
        return close();
    }
  };

  const onBlur = () => {
    // Who typed a whole name and left has chosen it.
    const same = list.rows.filter((row) => row.label.toLocaleLowerCase() === entry.text.trim().toLocaleLowerCase());
    if (!entry.chosen && list.state === 'found' && same.length === 1 && same[0]) type({ text: same[0].label, chosen: same[0].value });
    close();
    leave();
  };

  return (
    <div class="portico-lookup">
      <input
        {...attributes}
        ref={box}
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={list.open}
        aria-controls={list.open ? `${id}-list` : undefined}
        aria-activedescendant={active ? `${id}-row-${list.active}` : undefined}
        value={entry.text}
        onInput={(event) => {
          type({ text: event.currentTarget.value, chosen: '' });
          look(event.currentTarget.value, 'soon');
        }}
        onClick={() => list.open || open()}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {entry.text === '' ? (
        <span class="portico-lookup-sign">
          <SearchIcon />
        </span>
      ) : (
        <button
          type="button"
          class="portico-lookup-clear"
          aria-label={text('lookupClear', { input: title })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            type({ text: '', chosen: '' });
            close();
            box.current?.focus();
          }}
        >
          <ClearIcon />
        </button>
      )}
      {list.open && <Rows host={host} id={id} title={title} list={list} choose={choose} />}
      <span class="portico-hidden" role="status">
        {list.open ? stateText(host, list) : ''}
      </span>
    </div>
  );
};

const stateText = ({ text, formats }: PanelHost, { state, rows, more }: LookupList): string => {
  if (state === 'searching') return text('lookupSearching');
  if (state === 'failed') return text('lookupFailed');
  if (rows.length === 0) return text('lookupNone');
  return text(more ? 'lookupMore' : 'lookupCount', { count: formats.count(rows.length) });
};

interface RowsProps {
  readonly host: PanelHost;
  readonly id: string;
  readonly title: string;
  readonly list: LookupList;
  readonly choose: (row: FoundRow) => void;
}

const Rows = ({ host, id, title, list, choose }: RowsProps) => {
  const { rows, active, state, more } = list;
  const shown = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    shown.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pressing in the list leaves the focus in the box
    <div ref={shown} class="portico-lookup-list" onMouseDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} role="listbox" aria-label={title}>
        {rows.map((row, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box
          <div
            key={row.value}
            id={`${id}-row-${at}`}
            class="portico-lookup-row"
            role="option"
            aria-selected={at === active}
            onClick={() => choose(row)}
          >
            <bdi>{row.label}</bdi>
          </div>
        ))}
      </div>
      {(rows.length === 0 || more || state === 'searching') && (
        <p class="portico-lookup-state" aria-hidden="true">
          {stateText(host, list)}
        </p>
      )}
    </div>
  );
};
