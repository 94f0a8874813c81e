import { columnOf, type TableContract } from '../../../contracts/index.ts';
import { braced, deriveId } from '../../ids.ts';
import { element, type XmlElement } from '../../xml.ts';

interface Called {
  readonly table: TableContract;
  /** The web resource. */
  readonly library: string;
  /** The script's global, and its object for this form. */
  readonly global: string;
  readonly handlers: string;
  /** Schema names of the columns whose changes the script hears of. */
  readonly columns: readonly string[];
}

/** A handler gets the execution context: it knows the form by nothing else. */
function event(called: Called, name: 'onload' | 'onchange' | 'onsave', method: string, column?: string): XmlElement {
  const { table, library, global, handlers } = called;
  return element(
    'event',
    { name, application: 'false', active: 'false', attribute: column },
    element(
      'Handlers',
      {},
      element('Handler', {
        functionName: `${global}.${handlers}.${method}`,
        libraryName: library,
        handlerUniqueId: braced(deriveId('formhandler', table.name, method, column ?? 'form')),
        enabled: 'true',
        parameters: '',
        passExecutionContext: 'true',
      }),
    ),
  );
}

/** The library of a form and its events: when it is loaded, when one of the columns changes, when it is saved. */
export const scriptElements = (called: Called): readonly XmlElement[] => [
  element(
    'events',
    {},
    event(called, 'onload', 'onLoad'),
    ...called.columns.map((schema) => event(called, 'onchange', 'onChange', columnOf(called.table, schema))),
    event(called, 'onsave', 'onSave'),
  ),
  element(
    'formLibraries',
    {},
    element('Library', { name: called.library, libraryUniqueId: braced(deriveId('formlibrary', called.table.name, called.library)) }),
  ),
];
