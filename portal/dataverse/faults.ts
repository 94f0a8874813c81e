/**
 * A fault of the organization service, with the platform's error code and the HTTP status that the Web API gives it.
 * Codes and statuses are the platform's published list of Web API error codes.
 */
export class DataverseFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'DataverseFault';
    this.code = code;
    this.status = status;
  }
}

/** True for a fault of the service; everything else that is thrown is an error of the program. */
export const isFault = (error: unknown): error is DataverseFault => error instanceof DataverseFault;

const fault = (code: string, status: number) => (message: string) => new DataverseFault(code, status, message);

/** One function per fault of the platform that the local Dataverse raises: the argument is the message. */
export const faults = {
  invalidArgument: fault('0x80040203', 400),
  unexpected: fault('0x80040216', 500),
  notFound: fault('0x80040217', 404),
  privilegeDenied: fault('0x80040220', 403),
  userDisabled: fault('0x80040225', 403),
  securedCreate: fault('0x8004f502', 403),
  securedUpdate: fault('0x8004f507', 403),
  invalidState: fault('0x80048408', 400),
  cannotDelete: fault('0x80040227', 405),
  duplicate: fault('0x80040237', 412),
  duplicateKey: fault('0x80060892', 412),
  isvAborted: fault('0x80040265', 400),
  isvUnexpected: fault('0x80040224', 500),
  noEntity: fault('0x80041102', 400),
  noAttribute: fault('0x80041103', 400),
  invalidQuery: fault('0x80041100', 400),
  tooLong: fault('0x80044331', 400),
  choiceOutOfRange: fault('0x8004431a', 400),
  decimalOutOfRange: fault('0x80044330', 400),
  integerOutOfRange: fault('0x8004432f', 400),
  tooManyConditions: fault('0x8004430c', 400),
  tooManyLinks: fault('0x8004430d', 400),
  aggregateLimit: fault('0x8004e023', 400),
  versionMismatch: fault('0x80060882', 412),
  transactionReduced: fault('0x8009000c', 500),
  noTransaction: fault('0x80040251', 500),
  resourceNotFound: fault('0x8006088a', 404),
  badRequest: fault('0x80048d19', 400),
  badQuery: fault('0x80060888', 400),
  tooLarge: fault('0x80048d19', 413),
  methodNotAllowed: fault('0x80060888', 405),
  notImplemented: fault('0x80060888', 501),
  genericSql: fault('0x80044150', 500),
  busy: fault('0x80044151', 503),
} as const;

const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.values(faults)
    .map((make) => make(''))
    .map(({ code, status }): [string, number] => [code, status])
    .reverse(),
);

/** The HTTP status that the Web API gives a fault of the service by its code; 400 for one that is not in the list. */
export const statusOfCode = (code: string): number => STATUS_BY_CODE.get(code.toLowerCase()) ?? 400;
