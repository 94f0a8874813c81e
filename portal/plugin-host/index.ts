export { createDotnetHost, type DotnetHost, type DotnetHostOptions, type Evaluation } from './dotnet-host.ts';
export { hostFaults } from './faults.ts';
export type {
  AliasedCell,
  Caller,
  MessageCell,
  OrganizationGateway,
  PlainCell,
  RowsResult,
  ServiceAnswer,
  ServiceFault,
  ServiceRequest,
  ServiceResult,
  ServiceRow,
  WrittenValues,
} from './gateway.ts';
export type { PlatformContext, ScriptCall, ScriptFault, ScriptHost, ScriptOutcome } from './host.ts';
export { type Limits, shippedLimits } from './limits.ts';
export { createNodeHost, type NodeHostOptions } from './node-host.ts';
