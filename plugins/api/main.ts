import { createRunner, type HostFunction, type Runner } from './index.ts';

/** Given by the host before the script runs. */
declare const porticoHost: HostFunction;
/** The bundle's global; the build declares it as an empty object before the script. */
declare const portico: { run?: Runner['run'] };

portico.run = createRunner((operation, argument) => porticoHost(operation, argument)).run;
