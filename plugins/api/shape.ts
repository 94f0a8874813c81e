import type { Shape } from '../../contracts/index.ts';
import { isList, isObject, type JsonObject, own } from './json.ts';
import { guidOf, isName } from './text.ts';

/**
 * The first thing that is wrong with a value, as a sentence that names its place and never its content; null where all is well.
 * Fields that the shape does not know are refused.
 * @example problemIn(object({ table: name() }), {}, 'request') // '`request.table` is missing'
 */
export function problemIn(shape: Shape, value: unknown, path: string): string | null {
  switch (shape.kind) {
    case 'text':
      return textProblem(value, shape.max, path);
    case 'guid':
      return guidOf(value) === null ? `\`${path}\` must be a guid` : null;
    case 'name':
      return typeof value === 'string' && isName(value, shape.max) ? null : `\`${path}\` must be a name of at most ${shape.max} characters`;
    case 'integer':
      return typeof value === 'number' && Math.floor(value) === value && value >= shape.min && value <= shape.max
        ? null
        : `\`${path}\` must be a whole number from ${shape.min} to ${shape.max}`;
    case 'boolean':
      return typeof value === 'boolean' ? null : `\`${path}\` must be true or false`;
    case 'literal':
      return literalProblem(value, shape.max, path);
    case 'choice':
      return typeof value === 'string' && shape.values.indexOf(value) >= 0
        ? null
        : `\`${path}\` must be one of ${shape.values.map((each) => `\`${each}\``).join(', ')}`;
    case 'list':
      return listProblem(shape.of, value, shape.max, path);
    case 'object':
      return objectProblem(shape.fields, value, path);
    case 'optional':
      return value === undefined ? null : problemIn(shape.shape, value, path);
  }
}

function textProblem(value: unknown, max: number, path: string): string | null {
  if (typeof value !== 'string') return `\`${path}\` must be text`;
  return value.length > max ? `\`${path}\` is longer than ${max} characters` : null;
}

function literalProblem(value: unknown, max: number, path: string): string | null {
  if (typeof value === 'string') return textProblem(value, max, path);
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && isFinite(value))) return null;
  return `\`${path}\` must be text, a number, true, false or null`;
}

function listProblem(of: Shape, value: unknown, max: number, path: string): string | null {
  if (!isList(value)) return `\`${path}\` must be a list`;
  if (value.length > max) return `\`${path}\` has more than ${max} entries`;
  for (let index = 0; index < value.length; index++) {
    const problem = problemIn(of, value[index], `${path}[${index}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function objectProblem(fields: { readonly [name: string]: Shape }, value: unknown, path: string): string | null {
  if (!isObject(value)) return `\`${path}\` must be an object`;
  const unknown = Object.keys(value).filter((name) => own(fields, name) === undefined)[0];
  if (unknown !== undefined)
    return isName(unknown, 60) ? `\`${path}.${unknown}\` is not known here` : `\`${path}\` has a field that is not known here`;
  const known = Object.keys(fields);
  for (let index = 0; index < known.length; index++) {
    const problem = fieldProblem(fields, known[index] ?? '', value, path);
    if (problem !== null) return problem;
  }
  return null;
}

function fieldProblem(fields: { readonly [name: string]: Shape }, name: string, value: JsonObject, path: string): string | null {
  const field = fields[name];
  if (field === undefined) return null;
  const inner = own(value, name);
  if (inner === undefined && field.kind !== 'optional') return `\`${path}.${name}\` is missing`;
  return problemIn(field, inner, `${path}.${name}`);
}
