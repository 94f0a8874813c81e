import type { Dataverse } from '../../portal/dataverse/index.ts';
import type { Sample } from '../sample/read.ts';
import type { PackedBeside } from './pack.ts';
import { storeFacts } from './store-facts.ts';

/** What a sample's policy is packed with: its experience, and what this environment's tables take. */
export const besideOf = (dataverse: Dataverse, { policy, experience }: Sample): PackedBeside => ({
  experience,
  store: storeFacts(dataverse.metadata(), policy.tables),
});
