/**
 * Where what somebody sees differs from the two sets that are expected of them: a thing too few, a thing too many, one that
 * nobody planned, one shown twice. Empty where all is well.
 *
 * @example differences(['a'], ['b'], ['b']) // ['`a` is missing', '`b` ought to be hidden']
 */
export function differences(visible: readonly string[], hidden: readonly string[], seen: readonly string[]): readonly string[] {
  return [
    ...visible.filter((each) => hidden.includes(each)).map((each) => `\`${each}\` is expected both ways`),
    ...visible.filter((each) => !seen.includes(each)).map((each) => `\`${each}\` is missing`),
    ...seen.filter((each) => hidden.includes(each)).map((each) => `\`${each}\` ought to be hidden`),
    ...seen.filter((each) => !hidden.includes(each) && !visible.includes(each)).map((each) => `\`${each}\` is not expected at all`),
    ...seen.filter((each, index) => seen.indexOf(each) !== index).map((each) => `\`${each}\` is shown twice`),
  ];
}
