import { faults } from '../faults.ts';
import type { Table } from '../metadata/model.ts';
import type { TypedValue, Values } from '../types.ts';

const numberOf = (value: TypedValue | undefined): number | undefined => (value?.[0] === 'choice' ? value[1] : undefined);

/**
 * State and status reason as they will be. A state alone brings its default reason; a reason alone must belong to the present state
 * (on create: to the default one). Fault 0x80048408. Tables without a state give nothing.
 */
export function resolveState(table: Table, given: Values, current: number | null): Values {
  const state = table.columns.find((column) => column.kind === 'state');
  const status = table.columns.find((column) => column.kind === 'status');
  if (state?.kind !== 'state' || status?.kind !== 'status') return {};
  const isCreate = current === null;
  const [askedState, askedStatus] = [numberOf(given[state.name]), numberOf(given[status.name])];
  if (!isCreate && askedState === undefined && askedStatus === undefined) return {};
  if (isCreate && askedState !== undefined && askedState !== state.byDefault) {
    throw faults.invalidState(`A new ${table.name} starts in state ${state.byDefault}; its state is changed by an update.`);
  }
  const next = askedState ?? current ?? state.byDefault;
  const reason = askedStatus ?? status.choices.find((choice) => choice.state === next)?.value ?? status.byDefault;
  if (!status.choices.some((choice) => choice.value === reason && choice.state === next)) {
    throw faults.invalidState(`${reason} is not a valid status code for state code ${next} on ${table.name}.`);
  }
  return { [state.name]: ['choice', next], [status.name]: ['choice', reason] };
}
