/// <reference types="xrm" />
import { names } from '../../../solution/app/forms/names.ts';

/**
 * A form in memory, with as much of the client API as the script uses, typed by `@types/xrm`. The platform publishes no runtime of
 * `Xrm` outside its pages: what these tests prove is our script against the documented behaviour, never the platform itself.
 */
export interface FormInMemory {
  readonly context: Xrm.FormContext;
  readonly event: Xrm.Events.EventContext;
  /** Saves: a new event that says whether the script kept the form from being saved. */
  readonly save: () => { readonly event: Xrm.Events.SaveEventContext; readonly prevented: () => boolean };
  readonly type: (column: string, value: string) => void;
  readonly value: (column: string) => unknown;
  readonly submitted: (column: string) => string;
  /** What is shown above the form, as `LEVEL text`, in order. */
  readonly notifications: () => readonly string[];
  /** What is shown at the definition; null: nothing. */
  readonly mark: () => string | null;
  /** Every write of the script to a column. */
  readonly writes: () => readonly string[];
}

type Value = string | number | null;

/** Only what is given here exists; anything else that the script would call fails the test as `is not a function`. */
export function formInMemory(values: { readonly [column: string]: Value }): FormInMemory {
  const held = new Map<string, Value>(Object.entries(values));
  const modes = new Map<string, string>();
  const shown = new Map<string, string>();
  const marks = new Map<string, string>();
  const writes: string[] = [];
  const attribute = (column: string) => ({
    getValue: () => held.get(column) ?? null,
    setValue: (value: Value) => {
      writes.push(column);
      held.set(column, value);
    },
    setSubmitMode: (mode: string) => {
      modes.set(column, mode);
    },
  });
  const control = {
    setNotification: (text: string, id: string) => marks.set(id, text) !== undefined,
    clearNotification: (id: string) => marks.delete(id),
  };
  const context = {
    getAttribute: (column: string) => (held.has(column) ? attribute(column) : null),
    getControl: (column: string) => (column === names.columns.definition ? control : null),
    ui: {
      setFormNotification: (text: string, level: string, id: string) => shown.set(id, `${level} ${text}`) !== undefined,
      clearFormNotification: (id: string) => shown.delete(id),
    },
  } as unknown as Xrm.FormContext;
  const event = { getFormContext: () => context } as Xrm.Events.EventContext;
  return {
    context,
    event,
    save: () => {
      let prevented = false;
      const preventDefault = () => {
        prevented = true;
      };
      const saving = { ...event, getEventArgs: () => ({ preventDefault }) } as unknown as Xrm.Events.SaveEventContext;
      return { event: saving, prevented: () => prevented };
    },
    type: (column, value) => void held.set(column, value),
    value: (column) => held.get(column) ?? null,
    submitted: (column) => modes.get(column) ?? 'dirty',
    notifications: () => [...shown.values()],
    mark: () => [...marks.values()][0] ?? null,
    writes: () => writes,
  };
}
