import type { Ref } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ControlHost } from '../shared/control-host.ts';
import { ClearIcon, SearchIcon } from '../shared/icons.tsx';
import { useUniqueId } from '../shared/use-unique-id.ts';

interface SearchProps {
  readonly host: ControlHost;
  readonly title: string;
  /** What stands in the box; it stays whatever becomes of the request. */
  readonly typed: string;
  /** What the list was last asked for. */
  readonly applied: string;
  readonly type: (text: string) => void;
  readonly search: (text: string) => void;
  readonly debounce: number;
  readonly box: Ref<HTMLInputElement>;
}

/** The search box: searches on Enter at once, otherwise shortly after the last key. */
export const Search = ({ host: { text }, title, typed, applied, type, search, debounce, box }: SearchProps) => {
  const id = useUniqueId();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);

  const submit = (value: string) => {
    clearTimeout(timer.current);
    const wanted = value.trim();
    if (wanted !== applied) search(wanted);
  };
  const input = (value: string) => {
    type(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => submit(value), debounce);
  };
  const clear = () => {
    type('');
    submit('');
  };

  return (
    <search class="portico-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(typed);
        }}
      >
        <label class="portico-hidden" for={id}>
          {text('searchLabel', { title })}
        </label>
        <SearchIcon />
        <input
          ref={box}
          id={id}
          class="portico-input"
          type="search"
          maxLength={200}
          autoComplete="off"
          spellcheck={false}
          enterKeyHint="search"
          placeholder={text('searchPlaceholder')}
          value={typed}
          onInput={(event) => input(event.currentTarget.value)}
        />
        {typed !== '' && (
          <button
            type="button"
            class="portico-clear"
            aria-label={text('searchClear')}
            onClick={(event) => {
              event.currentTarget.form?.querySelector('input')?.focus();
              clear();
            }}
          >
            <ClearIcon />
          </button>
        )}
      </form>
    </search>
  );
};
