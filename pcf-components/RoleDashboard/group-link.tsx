import type { ComponentChildren } from 'preact';
import type { ControlHost } from '../shared/control-host.ts';
import type { Datum } from './chart-data.ts';

interface GroupLinkProps {
  readonly host: ControlHost;
  readonly datum: Datum;
  /** Said after the number, e.g. a share. */
  readonly share?: string | undefined;
  readonly class?: string;
  /** For eyes; a screen reader is told the group and its number. */
  readonly children: ComponentChildren;
}

/** A group of a chart: a link to its rows where there is one. Its name says what the drawing shows. */
export const GroupLink = ({ host: { text }, datum, share, class: more = '', children }: GroupLinkProps) => {
  const values = { group: datum.label, value: datum.spoken };
  const name = share === undefined ? text('chartEntry', values) : text('chartEntryShare', { ...values, share });
  const hidden = <span class="portico-hidden">{name}</span>;
  const drawn = (
    <span class="portico-group-drawn" aria-hidden="true">
      {children}
    </span>
  );
  if (datum.href === null) {
    return (
      <span class={`portico-group ${more}`}>
        {drawn}
        {hidden}
      </span>
    );
  }
  return (
    <a class={`portico-group ${more}`} href={datum.href}>
      {drawn}
      {hidden}
    </a>
  );
};
