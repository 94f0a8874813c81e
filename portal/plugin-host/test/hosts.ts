import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  createDotnetHost,
  createNodeHost,
  type DotnetHost,
  type Limits,
  type OrganizationGateway,
  type PlatformContext,
  type ScriptHost,
  type ScriptOutcome,
} from '../index.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
export const scriptPath = path('script.es5.txt');
export const runnerPath = path('../../../dist/build/runner');
export const pluginFolder = path('../../../dist/build/host/net462');

/** Small, so that a test can reach each of them. */
export const limits: Limits = {
  milliseconds: 4000,
  statements: 50_000,
  recursion: 60,
  jsonDepth: 20,
  requestCharacters: 5000,
  answerCharacters: 20_000,
  hostCalls: 20,
  fileBytes: 5_000_000,
};

export const context = {
  organizationId: '0a000000-0000-4000-8000-000000000001',
  userId: '0a000000-0000-4000-8000-000000000002',
  initiatingUserId: '0A000000-0000-4000-8000-000000000003',
  correlationId: '0a000000-0000-4000-8000-000000000004',
  requestId: '0a000000-0000-4000-8000-000000000005',
  depth: 1,
  stage: 30,
  isInTransaction: true,
  portalProperties: 'present',
  isPortalsClientCall: true,
  portalsContactId: '0a000000-0000-4000-8000-000000000006',
  initiatingUserApplicationId: '0a000000-0000-4000-8000-000000000007',
  isApplicationUser: true,
} as const satisfies PlatformContext;

export const noGateway: OrganizationGateway = {
  handle: () => {
    throw new Error('this test has no organization service');
  },
};

export interface Hosts {
  readonly node: ScriptHost;
  readonly dotnet: DotnetHost;
  readonly mono: DotnetHost;
}

/** The three hosts of a test file, started before its first test. A missing runtime makes the calls fail, never skip. */
export function useHosts(of: Limits = limits): Hosts {
  const hosts: { -readonly [name in keyof Hosts]?: Hosts[name] } = {};
  before(() => {
    hosts.node = createNodeHost({ bundleText: readFileSync(scriptPath, 'utf8'), limits: of });
    hosts.dotnet = startDotnet('dotnet', of);
    hosts.mono = startDotnet('mono', of);
  });
  after(async () => {
    for (const host of Object.values(hosts)) await host.close();
  });
  return hosts as Hosts;
}

export const startDotnet = (runtime: 'dotnet' | 'mono', of: Limits): DotnetHost =>
  createDotnetHost({ runnerPath, runtime, pluginFolder, script: { path: scriptPath, limits: of } });

export const hostNames = ['node', 'dotnet', 'mono'] as const;

export interface Act {
  readonly act: string;
  readonly [argument: string]: unknown;
}

/** Calls the test script. */
export const act = (host: ScriptHost, request: Act, gateway = noGateway): Promise<ScriptOutcome> =>
  host.execute({ message: 'sample_Call', inputs: { Request: JSON.stringify(request) }, context, gateway });

/** The answer's text; a fault is an error with its message. */
export function textOf(outcome: ScriptOutcome): string {
  if (outcome.kind === 'fault') throw new Error(outcome.fault.message);
  return outcome.outputs.Response ?? outcome.outputs.Result ?? '';
}
