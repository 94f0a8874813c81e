import type { ComponentChildren } from 'preact';
import type { ActionOffer } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';

/** Texts up to this length get one line. */
const lineLength = 120;

interface FieldProps {
  readonly host: ControlHost;
  readonly title: string;
  readonly required: boolean;
  readonly mistake: string | undefined;
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}

interface FieldAttributes {
  readonly id: string;
  readonly class: string;
  readonly 'aria-required': boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A label, its field, and what is wrong with it, tied together. */
const Field = ({ host: { text }, title, required, mistake, children }: FieldProps) => {
  const id = useUniqueId();
  return (
    <div class="portico-field">
      <label for={id}>
        {title} {!required && <span class="portico-muted">{text('optional')}</span>}
      </label>
      {children({
        id,
        class: 'portico-entry',
        'aria-required': required,
        'aria-invalid': mistake !== undefined,
        'aria-describedby': mistake === undefined ? undefined : `${id}-mistake`,
      })}
      {mistake !== undefined && (
        <p id={`${id}-mistake`} class="portico-mistake">
          {mistake}
        </p>
      )}
    </div>
  );
};

interface TypedProps {
  readonly host: ControlHost;
  readonly value: string;
  readonly type: (value: string) => void;
  readonly mistake: string | undefined;
}

/** One input of an action. No `maxLength`: it would cut what is pasted without a word. */
export const ActionField = ({ host, input, value, type, mistake }: TypedProps & { readonly input: ActionOffer['inputs'][number] }) => (
  <Field host={host} title={input.title} required={input.required} mistake={mistake}>
    {(attributes) => {
      switch (input.kind) {
        case 'text':
          return input.max !== undefined && input.max <= lineLength ? (
            <input {...attributes} type="text" autoComplete="off" value={value} onInput={(event) => type(event.currentTarget.value)} />
          ) : (
            <textarea {...attributes} rows={3} value={value} onInput={(event) => type(event.currentTarget.value)} />
          );
        case 'date':
          return <input {...attributes} type="date" value={value} onInput={(event) => type(event.currentTarget.value)} />;
        case 'choice':
          return (
            <select {...attributes} value={value} onChange={(event) => type(event.currentTarget.value)}>
              <option value="">{host.text('choose')}</option>
              {input.options?.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.title}
                </option>
              ))}
            </select>
          );
      }
    }}
  </Field>
);

export const CommentField = ({ host, required, value, type, mistake }: TypedProps & { readonly required: boolean }) => (
  <Field host={host} title={host.text('comment')} required={required} mistake={mistake}>
    {(attributes) => <textarea {...attributes} rows={3} value={value} onInput={(event) => type(event.currentTarget.value)} />}
  </Field>
);
