import type { CallContext, HostCall } from '../../contracts/index.ts';
import type { PlatformContext, ScriptCall } from './host.ts';

/** The text that `portico.run` gets, member by member in the order of `CallContext.cs`. */
export function callJson({ message, context }: ScriptCall, request: string): string {
  const call: HostCall = { message, request, context: scriptContext(context) };
  return JSON.stringify(call);
}

function scriptContext(context: PlatformContext): CallContext {
  const portal = context.portalProperties === 'present' ? context : null;
  return {
    organizationId: context.organizationId.toLowerCase(),
    userId: context.userId.toLowerCase(),
    initiatingUserId: context.initiatingUserId.toLowerCase(),
    initiatingUserApplicationId: portal?.initiatingUserApplicationId.toLowerCase() ?? null,
    isApplicationUser: portal?.isApplicationUser ?? null,
    isPortalsClientCall: portal?.isPortalsClientCall ?? null,
    portalsContactId: portal?.portalsContactId.toLowerCase() ?? null,
    correlationId: context.correlationId.toLowerCase(),
    requestId: context.requestId?.toLowerCase() ?? null,
    depth: context.depth,
    stage: context.stage,
    isInTransaction: context.isInTransaction,
  };
}
