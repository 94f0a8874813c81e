import type { FieldExperience } from '../../contracts/index.ts';
import type { Entry } from './entry.ts';
import { LookupEntry } from './lookup-entry.tsx';
import type { PanelHost } from './panel-host.ts';

export interface EntryAttributes {
  readonly id: string;
  readonly class: string;
  readonly 'aria-required': boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldEntryProps {
  readonly host: PanelHost;
  readonly field: FieldExperience;
  /** Label of the value that the record holds, where it has one. */
  readonly label: string | undefined;
  readonly attributes: EntryAttributes;
  readonly entry: Entry;
  readonly type: (entry: Entry) => void;
  readonly leave: () => void;
}

/** So many lines of a text are shown at once; more are scrolled to. */
const mostLines = 12;

/** The input for a field. No `maxLength`: it would cut what is pasted without a word. */
export const FieldEntry = ({ host, field, label, attributes, entry, type, leave }: FieldEntryProps) => {
  const { text } = host;
  const { check } = field;
  const typed = {
    ...attributes,
    autoComplete: 'off',
    value: entry.text,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => type({ text: event.currentTarget.value }),
    onBlur: leave,
  };
  // A text is written in its own direction; an empty box in the page's.
  const dir = entry.text === '' ? undefined : 'auto';
  switch (check.kind) {
    case 'text':
      return check.lines > 1 ? (
        <textarea {...typed} dir={dir} rows={Math.min(check.lines, mostLines)} />
      ) : (
        <input {...typed} dir={dir} type="text" />
      );
    case 'integer':
      return <input {...typed} type="text" inputMode="numeric" />;
    case 'decimal':
    case 'money':
      return <input {...typed} type="text" inputMode="decimal" />;
    case 'date':
    case 'datetime':
      return <DateEntry kind={check.kind} attributes={attributes} entry={entry} type={type} leave={leave} />;
    case 'boolean':
      return (
        <Options
          host={host}
          attributes={attributes}
          entry={entry}
          type={type}
          leave={leave}
          options={[
            { value: 'true', title: text('yes') },
            { value: 'false', title: text('no') },
          ]}
        />
      );
    case 'choice':
      return (
        <Options
          host={host}
          attributes={attributes}
          entry={entry}
          type={type}
          leave={leave}
          stored={label}
          options={check.options.map(({ value, title }) => ({ value: String(value), title }))}
        />
      );
    case 'lookup':
      return (
        <LookupEntry
          host={host}
          title={field.title}
          targets={check.targets}
          attributes={attributes}
          entry={entry}
          type={type}
          leave={leave}
        />
      );
    case 'unknown':
      return null;
  }
};

type EntryProps = Pick<FieldEntryProps, 'attributes' | 'entry' | 'type' | 'leave'>;

const DateEntry = ({ kind, attributes, entry, type, leave }: EntryProps & { readonly kind: 'date' | 'datetime' }) => {
  // While a date is half typed the browser says nothing but that it is bad; when it is left so, that is a mistake.
  const read = ({ value, validity }: HTMLInputElement) => type(validity.badInput ? { text: '', unreadable: true } : { text: value });
  return (
    <input
      {...attributes}
      type={kind === 'date' ? 'date' : 'datetime-local'}
      // Later years have five digits, which our times do not.
      max={kind === 'date' ? '9999-12-31' : '9999-12-31T23:59'}
      value={entry.text}
      onInput={(event) => read(event.currentTarget)}
      onBlur={(event) => {
        if (event.currentTarget.validity.badInput) read(event.currentTarget);
        leave();
      }}
    />
  );
};

interface OptionsProps extends EntryProps {
  readonly host: PanelHost;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  /** Label of what the record holds: it is shown also where it can no longer be chosen. */
  readonly stored?: string | undefined;
}

const Options = ({ host: { text }, attributes, entry, type, leave, options, stored }: OptionsProps) => {
  const isListed = entry.text === '' || options.some(({ value }) => value === entry.text);
  return (
    <select {...attributes} value={entry.text} onChange={(event) => type({ text: event.currentTarget.value })} onBlur={leave}>
      <option value="">{text(attributes['aria-required'] ? 'choose' : 'noValue')}</option>
      {!isListed && <option value={entry.text}>{stored ?? entry.text}</option>}
      {options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  );
};
