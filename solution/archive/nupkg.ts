import { createHash } from 'node:crypto';
import { strToU8 } from 'fflate';
import { element, printXml, textElement, type XmlElement } from '../xml.ts';
import { contentTypes } from './content-types.ts';
import { type PackedFile, zipFiles } from './zip.ts';

export interface PackageFacts {
  readonly id: string;
  readonly version: string;
  readonly authors: string;
  readonly description: string;
}

const relationshipTypes = {
  manifest: 'http://schemas.microsoft.com/packaging/2010/07/manifest',
  properties: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
};

const nuspec = ({ id, version, authors, description }: PackageFacts): XmlElement =>
  element(
    'package',
    { xmlns: 'http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd' },
    element(
      'metadata',
      {},
      textElement('id', id),
      textElement('version', version),
      textElement('authors', authors),
      textElement('description', description),
      element('dependencies', {}, element('group', { targetFramework: '.NETFramework4.6.2' })),
    ),
  );

const coreProperties = ({ id, version, authors, description }: PackageFacts): XmlElement =>
  element(
    'coreProperties',
    {
      xmlns: 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    textElement('dc:creator', authors),
    textElement('dc:description', description),
    textElement('dc:identifier', id),
    textElement('version', version),
  );

const relationships = (targets: readonly { readonly type: string; readonly target: string }[]): XmlElement =>
  element(
    'Relationships',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' },
    ...targets.map(({ type, target }, index) => element('Relationship', { Type: type, Target: target, Id: `R${index + 1}` })),
  );

const mediaTypes = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  psmdcp: 'application/vnd.openxmlformats-package.core-properties+xml',
  dll: 'application/octet',
  js: 'application/octet',
  nuspec: 'application/octet',
};

/**
 * A plain NuGet package around the given files, the same bytes for the same files. `dotnet pack` gives the core-properties part a
 * random name; here it follows from the package's id and version.
 */
export function packNupkg(facts: PackageFacts, files: readonly PackedFile[]): Uint8Array {
  const name = createHash('sha256').update(`${facts.id}|${facts.version}`, 'utf8').digest('hex').slice(0, 32);
  const properties = `package/services/metadata/core-properties/${name}.psmdcp`;
  const manifest = `${facts.id}.nuspec`;
  const declared = { declaration: true };
  const written = [
    { path: manifest, bytes: strToU8(printXml(nuspec(facts), declared)) },
    { path: properties, bytes: strToU8(printXml(coreProperties(facts), declared)) },
    {
      path: '_rels/.rels',
      bytes: strToU8(
        printXml(
          relationships([
            { type: relationshipTypes.manifest, target: `/${manifest}` },
            { type: relationshipTypes.properties, target: `/${properties}` },
          ]),
          declared,
        ),
      ),
    },
    ...files,
  ];
  const types = contentTypes(
    written.map(({ path }) => path),
    mediaTypes,
  );
  return zipFiles([...written, { path: '[Content_Types].xml', bytes: strToU8(types) }]);
}
