import { join } from 'node:path';
import { type HostKind, hostFactory } from '../../cli/environment/host.ts';
import { type ServedSample, serveSample } from '../../cli/environment/serve.ts';
import { root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';

/** The sample's portal on a free port, made by importing the zips in `dist/`. */
export const openPortal = (host: HostKind): Promise<ServedSample> =>
  serveSample({ file: ':memory:', port: 0, host: hostFactory(host), sample: readSample(join(root, 'samples/scm')) });
