import type { ControlPlace } from '../controls/place.ts';

export interface ContextParts {
  readonly place: ControlPlace;
  readonly container: HTMLDivElement;
  readonly values: ReadonlyMap<string, string | null>;
  readonly texts: ReadonlyMap<string, string>;
  readonly changed: readonly string[];
}

interface PortalUser {
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly contactId: string;
}

const absent = (what: string) => (): never => {
  throw new Error(`${what} is not available to code components in Power Pages.`);
};

/** The context of a code component, as far as Power Pages offers one. What it does not offer throws a sentence that says so. */
export function createContext({ place, container, values, texts, changed }: ContextParts): object {
  const root = document.documentElement;
  const user = (window as { Microsoft?: { Dynamic365?: { Portal?: { User?: PortalUser } } } }).Microsoft?.Dynamic365?.Portal?.User;
  const parameters = Object.fromEntries(
    Object.entries(place.parameters).map(([name, { type }]) => [name, property(type, values.get(name) ?? null)]),
  );
  const language = root.lang || 'en-US';
  return {
    parameters,
    updatedProperties: changed,
    mode: {
      isControlDisabled: false,
      isVisible: true,
      label: '',
      allocatedWidth: container.clientWidth,
      allocatedHeight: -1,
      contextInfo: {},
      setControlState: () => false,
      setNotification: () => false,
      clearNotification: () => false,
      setContainerSize: () => undefined,
      trackContainerResize: () => undefined,
    },
    resources: {
      getString: (id: string) => texts.get(id) ?? id,
      getResource: (_id: string, _success: unknown, failure?: () => void) => failure?.(),
    },
    userSettings: {
      languageId: Number(root.getAttribute('crm-lcid')) || 1033,
      isRTL: root.dir === 'rtl',
      userId: user?.contactId ?? '',
      userName: user ? `${user.firstName} ${user.lastName}`.trim() : '',
      securityRoles: [],
      dateFormattingInfo: {},
      numberFormattingInfo: {},
      getTimeZoneOffsetMinutes: (date?: Date) => -(date ?? new Date()).getTimezoneOffset(),
    },
    client: {
      disableScroll: false,
      getClient: () => 'Web',
      getFormFactor: () => (window.innerWidth < 768 ? 3 : 1),
      isOffline: () => false,
      isNetworkAvailable: () => navigator.onLine,
    },
    formatting: formatting(language),
    factory: { getPopupService: absent('factory'), requestRender: () => undefined },
    navigation: { openUrl: (url: string) => void window.open(new URL(url, location.href), '_self'), openAlertDialog: absent('navigation') },
    webAPI: Object.fromEntries(
      ['createRecord', 'deleteRecord', 'updateRecord', 'retrieveRecord', 'retrieveMultipleRecords'].map((name) => [
        name,
        () => Promise.reject(new Error(`The local portal does not build webAPI.${name}.`)),
      ]),
    ),
    device: new Proxy({}, { get: () => absent('Device') }),
    utils: new Proxy({}, { get: () => absent('Utility') }),
  };
}

/** Texts arrive as they are, numbers and yes/no as values; an empty property is null. */
function property(type: string, value: string | null): object {
  const raw =
    value === null || value === ''
      ? type.startsWith('SingleLine') || type === 'Multiple'
        ? value
        : null
      : type === 'TwoOptions'
        ? value === 'true' || value === '1'
        : isNumber(type)
          ? Number(value)
          : value;
  return { raw, type, error: false, errorMessage: '', formatted: value ?? '', attributes: undefined, security: undefined };
}

const isNumber = (type: string): boolean => ['Whole.None', 'Decimal', 'FP', 'Currency', 'OptionSet'].includes(type);

function formatting(language: string): object {
  const date = (options: Intl.DateTimeFormatOptions) => (value: Date) => new Intl.DateTimeFormat(language, options).format(value);
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options);
  return {
    formatInteger: (value: number) => number({ maximumFractionDigits: 0 }).format(value),
    formatDecimal: (value: number, precision = 2) =>
      number({ minimumFractionDigits: precision, maximumFractionDigits: precision }).format(value),
    formatCurrency: (value: number, precision = 2, symbol = '') =>
      `${symbol}${number({ minimumFractionDigits: precision, maximumFractionDigits: precision }).format(value)}`,
    formatDateShort: (value: Date, withTime = false) =>
      date(withTime ? { dateStyle: 'short', timeStyle: 'short' } : { dateStyle: 'short' })(value),
    formatDateLong: date({ dateStyle: 'long' }),
    formatTime: date({ timeStyle: 'short' }),
    formatDateYearMonth: date({ year: 'numeric', month: 'long' }),
    formatLanguage: (value: number) => String(value),
    getWeekOfYear: absent('getWeekOfYear'),
  };
}
