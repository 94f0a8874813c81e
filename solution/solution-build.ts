import { strToU8 } from 'fflate';
import { publisher } from '../contracts/index.ts';
import { contentTypes } from './archive/content-types.ts';
import { type PackedFile, zipFiles } from './archive/zip.ts';
import type { Contribution } from './contribution.ts';
import { customizationsElement } from './customizations.ts';
import { type ManifestFacts, manifestElement, type PackageKind, type PublisherFacts } from './manifest.ts';
import { printXml } from './xml.ts';

/** What a solution is made of: its names, and everything that its components bring. */
export interface SolutionBuild {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly contributions: readonly Contribution[];
  /** Absent: ours. */
  readonly publisher?: PublisherFacts;
}

/** The facts of `solution.xml`, gathered from the components. */
export const manifestFacts = ({ uniqueName, displayName, contributions, publisher: own }: SolutionBuild): ManifestFacts => ({
  publisher: own ?? publisher,
  uniqueName,
  displayName,
  rootComponents: contributions.flatMap((each) => each.rootComponents ?? []),
  missingDependencies: contributions.flatMap((each) => each.missingDependencies ?? []),
});

/** The sentences about what could not be packed. */
export const lacksOf = (build: SolutionBuild): readonly string[] => build.contributions.flatMap((each) => each.lacks ?? []);

/** The files of the zip as Dataverse would export it: no declaration, no byte order mark, root names exactly these three. */
export function packedFiles(build: SolutionBuild, kind: Exclude<PackageKind, 'source'>): readonly PackedFile[] {
  const parts = build.contributions.flatMap((each) => each.parts ?? []);
  const files = build.contributions
    .flatMap((each) => each.files ?? [])
    .map((file) => ({ path: file.path, bytes: file.kind === 'built' ? file.bytes : strToU8(printXml(file.root)) }));
  const roots = [
    { path: 'customizations.xml', bytes: strToU8(printXml(customizationsElement(parts))) },
    { path: 'solution.xml', bytes: strToU8(printXml(manifestElement(manifestFacts(build), kind))) },
  ];
  const all = [...roots, ...files];
  const types = contentTypes(['[Content_Types].xml', ...all.map(({ path }) => path)]);
  return [...all, { path: '[Content_Types].xml', bytes: strToU8(types) }];
}

/** The zip of a solution; the same build gives the same bytes. */
export const packSolution = (build: SolutionBuild, kind: Exclude<PackageKind, 'source'>): Uint8Array => zipFiles(packedFiles(build, kind));
