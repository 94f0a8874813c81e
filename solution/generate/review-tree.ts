import type { ReviewFile } from '../contribution.ts';
import { customizationsElement } from '../customizations.ts';
import { manifestElement } from '../manifest.ts';
import { manifestFacts, type SolutionBuild } from '../solution-build.ts';
import { element, type XmlElement } from '../xml.ts';

const relationshipNames = (build: SolutionBuild): readonly XmlElement[] =>
  build.contributions
    .flatMap((each) => each.parts ?? [])
    .filter((part) => part.node === 'EntityRelationships')
    .map((part) => element('EntityRelationship', { Name: part.element.attributes.Name }));

/**
 * A solution as unpacked source in the layout of SolutionPackager: one file per table, form, view, role, relationship target and
 * site component. What is carried from a build (assemblies, scripts, styles) is left out.
 */
export function reviewTree(build: SolutionBuild): readonly ReviewFile[] {
  const relationships = relationshipNames(build);
  return [
    { path: 'Other/Solution.xml', root: manifestElement(manifestFacts(build), 'source') },
    { path: 'Other/Customizations.xml', root: customizationsElement([]) },
    ...(relationships.length > 0 ? [{ path: 'Other/Relationships.xml', root: element('EntityRelationships', {}, ...relationships) }] : []),
    ...build.contributions.flatMap((each) => each.parts ?? []).flatMap((part) => part.review),
    ...build.contributions
      .flatMap((each) => each.files ?? [])
      .flatMap((file) => (file.kind === 'document' ? [{ path: file.path, root: file.root }] : [])),
  ];
}
