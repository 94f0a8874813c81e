import type { ServiceFault } from './gateway.ts';
import type { ScriptFault } from './host.ts';

const isvAborted = 0x80040265 | 0;

/** A fault on its way out of the script; nothing in between may turn it into a value. */
export class HostException extends Error {
  readonly fault: ScriptFault;
  constructor(fault: ScriptFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const plugin = (subCode: number, code: string, sentence: string, status: number): HostException =>
  new HostException({ kind: 'plugin', code: isvAborted, message: `portico ${code}: ${sentence}`, status, subCode });

/** The faults that a host itself raises; the twin of `plugins/host/HostFault.cs`. Those of the statement counter exist there alone. */
export const hostFaults = {
  requestMissing: () => plugin(1001, 'request-missing', 'the parameter `Request` is missing', 400),
  requestTooLarge: (limit: number) => plugin(1002, 'request-too-large', `the parameter \`Request\` has more than ${limit} characters`, 413),
  requestTooDeep: (limit: number) =>
    plugin(1003, 'request-too-deep', `the parameter \`Request\` is nested deeper than ${limit} levels`, 400),
  answerTooLarge: (limit: number) => plugin(1004, 'answer-too-large', `the answer has more than ${limit} characters`, 500),
  time: (limit: number) => plugin(1005, 'time-limit', `the call ran longer than ${limit} milliseconds`, 504),
  recursion: (limit: number) => plugin(1007, 'recursion-limit', `the script called itself deeper than ${limit} levels`, 500),
  hostCalls: (limit: number) => plugin(1008, 'host-call-limit', `the script made more than ${limit} calls to its host`, 500),
  fileTooLarge: (limit: number) => plugin(1009, 'file-too-large', `a file has more than ${limit} bytes`, 500),
  argument: (why: string) => plugin(1010, 'host-argument', why, 500),
  script: (message: string) => plugin(1011, 'script-error', `the script failed: ${message}`, 500),
  service: ({ code, message }: ServiceFault) => new HostException({ kind: 'service', code, message }),
} as const;
