import { type Limits, workbenchLimits } from './environment.ts';
import { LiquidParseError } from './errors.ts';
import { parseSource } from './parse/index.ts';

/** The parse error of a template, as the platform would print it in the template's place; `null` when it parses. */
export function checkTemplate(source: string, limits: Limits = workbenchLimits): string | null {
  try {
    parseSource(source, limits);
    return null;
  } catch (error) {
    if (error instanceof LiquidParseError) return error.message;
    throw error;
  }
}
