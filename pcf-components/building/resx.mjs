import { XMLBuilder } from 'fast-xml-parser';

const header = (name, value) => ({ '@_name': name, value });

/**
 * A catalogue as a resx file, the form in which the platform serves texts.
 * @param {{ readonly [key: string]: string }} texts
 */
export const resxOf = (texts) => {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, indentBy: '  ', suppressEmptyNode: false });
  const document = {
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    root: {
      resheader: [
        header('resmimetype', 'text/microsoft-resx'),
        header('version', '2.0'),
        header(
          'reader',
          'System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089',
        ),
        header(
          'writer',
          'System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089',
        ),
      ],
      data: Object.entries(texts).map(([name, value]) => ({ '@_name': name, '@_xml:space': 'preserve', value })),
    },
  };
  return builder.build(document);
};
