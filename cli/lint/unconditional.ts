import type { Rule } from '../../engine/index.ts';

/** Whether nothing but role, access and privilege stands between the rule and a row. */
export const isUnconditional = ({ when, endsWhen, from, until, requires }: Rule): boolean =>
  when === undefined && endsWhen === undefined && from === undefined && until === undefined && requires === undefined;
