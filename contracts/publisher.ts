/** The publisher of every solution of ours: who owns the customization prefix and the range of choice values. */
export const publisher = {
  uniqueName: 'portico',
  displayName: 'Portico',
  prefix: 'portico',
  /** First five digits of the values of our choices: 48310 0000 and up. */
  optionValuePrefix: 48310,
} as const;

/** The first value of a choice column of ours, e.g. `choiceValue(2)` → 483100002. */
export const choiceValue = (index: number): number => publisher.optionValuePrefix * 10000 + index;
