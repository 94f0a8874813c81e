/**
 * What runs inside the script's own scope before the script: it builds `Server` out of text, so that nothing of the worker's own
 * objects can be reached from a script. It is compiled into a text of its own; it may import nothing and use no Node object.
 *
 * INVARIANT: `host` is called only here, in strict code, with texts; whatever it throws is replaced by an error of this scope.
 */

/** The longest text that a script answers or hands to `Server`. A far longer one would end the whole process, not the worker alone. */
export const longestText = 6_000_000;

/** The one door out of the scope: operation and argument are text, so is the answer. */
export type HostDoor = (operation: string, argument: string) => string;

/** What `Server` is made of. */
export interface Given {
  readonly context: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>> | null;
  readonly website: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, string>>;
}

/** How the script ended, as JSON text: `returned` with its text, `threw` with a message for the maker, `absent` without the function. */
export type Outcome =
  | { readonly kind: 'returned'; readonly text: string }
  | { readonly kind: 'threw'; readonly message: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'pending' };

export function boot(host: HostDoor, givenJson: string): void {
  const { parse, stringify: unbounded } = JSON;
  const { freeze, defineProperty } = Object;
  const textOf = String;
  const Fault = Error;
  let outcome: Outcome = { kind: 'pending' };

  // Measures while it walks: a repeated text takes no memory until somebody writes it out.
  const stringify = (value: unknown): string | undefined => {
    let left = longestText;
    return unbounded(value, (key: string, part: unknown) => {
      const plain = part instanceof textOf ? textOf(part) : part;
      left -= key.length + (typeof plain === 'string' ? plain.length : 1);
      if (left < 0) throw new Fault(`The text is longer than the ${longestText} characters that the local portal passes on.`);
      return plain;
    });
  };
  const call = (operation: string, argument: unknown): unknown => {
    const written = stringify(argument) ?? 'null';
    let text: string;
    try {
      text = host(operation, written);
    } catch {
      throw new Fault(`Server could not do \`${operation}\`.`);
    }
    const answer = parse(text) as { readonly error?: string; readonly value?: unknown };
    if (answer.error !== undefined) throw new Fault(answer.error);
    return answer.value ?? null;
  };
  const deepFreeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
      freeze(value);
    }
    return value;
  };
  const given = deepFreeze(parse(givenJson) as Given);
  const dataverse = (operation: string) =>
    freeze((...parts: unknown[]) =>
      call('dataverse', { operation, parts: parts.map((part) => (part === undefined ? null : textOf(part))) }),
    );
  const http = (method: string) => freeze(async (url: unknown, ...parts: unknown[]) => call('http', { method, url: textOf(url), parts }));
  const log = (level: string) =>
    freeze((message: unknown) => {
      call('log', { level, message: typeof message === 'string' ? message : (stringify(message) ?? textOf(message)) });
    });

  const server = {
    Context: given.context,
    User: given.user,
    Website: given.website,
    SiteSetting: { Get: freeze((name: unknown) => given.settings[textOf(name).trim().toLowerCase()] ?? null) },
    EnvironmentVariable: { get: freeze((name: unknown) => call('environment', textOf(name))) },
    Logger: { Log: log('Log'), Warn: log('Warn'), Warning: log('Warn'), Error: log('Error'), Info: log('Log') },
    Connector: {
      Dataverse: {
        CreateRecord: dataverse('CreateRecord'),
        RetrieveRecord: dataverse('RetrieveRecord'),
        RetrieveMultipleRecords: dataverse('RetrieveMultipleRecords'),
        UpdateRecord: dataverse('UpdateRecord'),
        DeleteRecord: dataverse('DeleteRecord'),
        InvokeCustomApi: dataverse('InvokeCustomApi'),
      },
      HttpClient: {
        GetAsync: http('GET'),
        PostAsync: http('POST'),
        PutAsync: http('PUT'),
        PatchAsync: http('PATCH'),
        DeleteAsync: http('DELETE'),
      },
    },
  };
  const fixed = (name: string, value: unknown): void => {
    defineProperty(globalThis, name, { value, writable: false, configurable: false, enumerable: false });
  };
  const returned = (value: unknown): Outcome => {
    if (value === undefined || value === null) return { kind: 'returned', text: '' };
    if (typeof value !== 'string') return { kind: 'returned', text: stringify(value) ?? '' };
    if (value.length <= longestText) return { kind: 'returned', text: value };
    return { kind: 'threw', message: `The answer has ${value.length} characters, more than the local portal passes on.` };
  };
  const messageOf = (error: unknown): string => {
    try {
      const message = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
      const text = textOf(message);
      return text.length > longestText ? 'an error with an endless message' : text;
    } catch {
      return 'an error without a message';
    }
  };

  fixed('Server', deepFreeze(server));
  fixed('__invoke', (chosen: unknown) => {
    if (typeof chosen !== 'function') {
      outcome = { kind: 'absent' };
      return;
    }
    const run = async (): Promise<void> => {
      try {
        outcome = returned(await chosen());
      } catch (error) {
        outcome = { kind: 'threw', message: messageOf(error) };
      }
    };
    void run();
  });
  fixed('__outcome', () => unbounded(outcome));
}
