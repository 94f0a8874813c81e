import { ensurePacked } from '../build.ts';
import { sampleFolder } from '../paths.ts';
import { readSample } from '../sample/read.ts';
import { hostFactory, hostKind } from './host.ts';
import { appsOf, type Environment, prepareEnvironment } from './prepare.ts';

/** Runs work on a fresh environment of a sample in memory, made by importing the packed zips; closes it afterwards. */
export async function withSampleEnvironment(
  argument: string | undefined,
  work: (environment: Environment) => Promise<number>,
): Promise<number> {
  const sample = readSample(sampleFolder(argument));
  const host = hostFactory(hostKind());
  await ensurePacked();
  const environment = await prepareEnvironment({ file: ':memory:', ...appsOf(sample), host }, sample);
  try {
    return await work(environment);
  } finally {
    await environment.dataverse.close();
  }
}
