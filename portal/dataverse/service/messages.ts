import { faults } from '../faults.ts';
import type { ServiceContext } from './context.ts';
import { fileMessages } from './file-messages.ts';
import { requireCaller } from './privileges.ts';
import { addPrivilegesRole } from './role-messages.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Message = (context: ServiceContext, inputs: Inputs) => Inputs;

/** Every message that can be executed by name. A new one is a function in a file of its own and a line here. */
const MESSAGES: Readonly<Record<string, Message>> = { ...fileMessages, AddPrivilegesRole: addPrivilegesRole };

/** Runs a message by name. Fault 0x80040203 for one that the local Dataverse does not have. */
export function executeMessage(context: ServiceContext, message: string, inputs: Inputs): Inputs {
  requireCaller(context);
  const run = Object.hasOwn(MESSAGES, message) ? MESSAGES[message] : undefined;
  if (!run) throw faults.invalidArgument(`The local Dataverse does not implement the message '${message.slice(0, 100)}'.`);
  return run(context, inputs);
}
