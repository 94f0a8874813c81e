/** A run-time error that is printed in place, as `Liquid error: <message>`; rendering goes on behind it. */
export class LiquidError extends Error {
  override readonly name: string = 'LiquidError';
}

/** A run-time error of syntax (an unknown operator), printed in place as `Liquid syntax error: <message>`. */
export class LiquidSyntaxError extends LiquidError {
  override readonly name = 'LiquidSyntaxError';
}

/** A parse error: its message replaces everything the template would have printed. */
export class LiquidParseError extends Error {
  override readonly name = 'LiquidParseError';
}

/** A limit was crossed: the render ends, its output so far is dropped, and the message is all that it prints. */
export class LiquidLimitError extends Error {
  override readonly name = 'LiquidLimitError';
}
