const plainNumber = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Writes plain digits in a language. The digits are never turned into a float: `90071992547409931.10` stays exact. */
export const createDigitsFormat = (language: string): ((digits: string) => string) => {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const parts = new Intl.NumberFormat(language, { minimumFractionDigits: 1 }).formatToParts(-1.1);
  const sign = (type: 'minusSign' | 'decimal') => parts.find((part) => part.type === type)?.value;
  const minus = sign('minusSign') ?? '-';
  const decimal = sign('decimal') ?? '.';
  const ungrouped = new Intl.NumberFormat(language, { useGrouping: false });
  const numerals = Array.from({ length: 10 }, (_, digit) => ungrouped.format(digit));
  const inLanguage = (digits: string) => digits.replace(/\d/g, (digit) => numerals[Number(digit)] ?? digit);

  return (digits) => {
    const match = plainNumber.exec(digits);
    if (!match) return digits;
    const [, negative, integer = '0', fraction] = match;
    const text = whole.format(BigInt(integer)) + (fraction === undefined ? '' : decimal + inLanguage(fraction));
    return negative ? minus + text : text;
  };
};
