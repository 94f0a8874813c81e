/**
 * The schemas are written for .NET; libxml2 is stricter. Each change here keeps what a schema means for files of ours.
 */
interface Adaptation {
  readonly why: string;
  readonly from: RegExp;
  readonly to: string;
}

export const adaptations: readonly Adaptation[] = [
  { why: 'patterns of XML Schema know no look-ahead', from: /\(\?![^)]*\)/g, to: '' },
  { why: 'patterns of XML Schema are anchored; `^` and `$` are plain characters there', from: /value="\^([^"]*)\$"/g, to: 'value="$1"' },
  {
    why: 'the parameters of form controls are an ambiguous choice of choices; forms of ours have none',
    from: /\n\t\t\t<xs:element name="parameters"[\s\S]*?\n\t\t\t<\/xs:element>/,
    to: '',
  },
];

export const adapted = (schema: string): string => adaptations.reduce((text, { from, to }) => text.replace(from, to), schema);
