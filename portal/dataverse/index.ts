export type { HostFactory, PluginCode } from './api/host-pool.ts';
export { createDataverse, type DataverseOptions } from './create-dataverse.ts';
export { DataverseFault, isFault } from './faults.ts';
export type {
  AlternateKey,
  Choice,
  Column,
  ColumnKind,
  Metadata,
  Relationship,
  Table,
} from './metadata/model.ts';
export type {
  ApiCall,
  ApiResult,
  Caller,
  Cell,
  Dataverse,
  ImportOptions,
  ImportResult,
  OrganizationService,
  Page,
  PortalCall,
  ReadService,
  Reference,
  Row,
  SeedRows,
  StoredFile,
  Transaction,
  TypedValue,
  Values,
  WebApiRequest,
  WebApiResponse,
} from './types.ts';
