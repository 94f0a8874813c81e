import { applyingRowDenies, looked, openOf } from '../evaluate/applied.ts';
import { asks, candidatesOn, parentsOf } from '../evaluate/candidates.ts';
import { operandValue, splitReference } from '../evaluate/operands.ts';
import type { Cells, Question, Scope } from '../evaluate/scope.ts';
import { inWindow } from '../evaluate/windows.ts';
import type { CompiledOperand, Expression, Path } from '../model/expression.ts';
import type { Candidate } from '../model/model.ts';
import { own } from '../own.ts';
import type { Cell, DecisionRequest } from '../types.ts';
import type { Change } from './changes.ts';
import type { OtherValue } from './leaf-values.ts';
import { anyValue, valuesAround } from './leaf-values.ts';
import { placeAtEnd, placeInPerson } from './places.ts';

/** Collects changes while walking the rules of one question. */
interface Walk {
  readonly scope: Scope;
  readonly request: DecisionRequest;
  readonly found: Change[];
}

/** The changes that could alter what the rules answer to a question: whatever else is changed, one of them is needed. */
export function movesOn(scope: Scope, request: DecisionRequest, { privilege, table, row }: Question): readonly Change[] {
  const walk: Walk = { scope, request, found: [] };
  const applying = looked(scope, privilege, table, row).filter((each) => each.applies);
  candidatesOn(scope, table)
    .filter(({ compiled }) => asks(compiled.rule, privilege) && inWindow(scope, compiled))
    .forEach((candidate) => {
      const { rule } = candidate.compiled;
      if (rule.effect === 'allow') walkAllow(walk, candidate, row);
      else if (applying.some((each) => each.candidate.id === candidate.id)) walkDeny(walk, candidate, row);
    });
  return walk.found;
}

function walkAllow(walk: Walk, candidate: Candidate, row: Cells): void {
  const { compiled } = candidate;
  addRoles(walk, candidate);
  addRequirements(walk, candidate);
  walkCondition(walk, compiled.when, row);
  walkCondition(walk, compiled.endsWhen, row);
  if (compiled.access.kind === 'condition') walkCondition(walk, compiled.access.condition, row);
  else walkParents(walk, candidate, row);
}

/** Along the chain of parents: their roles, their conditions on the parent rows, and the denies that hold there. */
function walkParents(walk: Walk, candidate: Candidate, from: Cells): void {
  const { scope } = walk;
  let child = candidate;
  let row: Cells | null = from;
  parentsOf(scope, candidate).forEach((parent) => {
    const { access } = child.compiled;
    const value: Cell =
      row === null || access.kind !== 'parent' ? null : operandValue({ kind: 'column', path: access.lookup, type: 'lookup' }, scope, row);
    const { table } = parent.compiled.rule;
    row = typeof value === 'string' ? scope.load(table, splitReference(value).id) : null;
    addRoles(walk, parent);
    if (row !== null) {
      const { compiled } = parent;
      walkCondition(walk, compiled.when, row);
      walkCondition(walk, compiled.endsWhen, row);
      if (compiled.access.kind === 'condition') walkCondition(walk, compiled.access.condition, row);
      const on = row;
      applyingRowDenies(scope, 'read', table, row).forEach((deny) => {
        walkDeny(walk, deny, on);
      });
    }
    child = parent;
  });
}

function walkDeny(walk: Walk, deny: Candidate, row: Cells): void {
  const { compiled } = deny;
  walk.found.push({ kind: 'lift-deny', rule: compiled.rule.id });
  addRequirements(walk, deny);
  walkCondition(walk, compiled.when, row);
  walkCondition(walk, compiled.endsWhen, row);
  if (compiled.access.kind === 'condition') walkCondition(walk, compiled.access.condition, row);
}

/** Only a contact can be given a role, and only one of the site that is in use. */
function addRoles({ scope, found }: Walk, { compiled: { rule }, grant }: Candidate): void {
  if (grant !== null || scope.principal.kind !== 'contact') return;
  (rule.roles ?? []).forEach((role) => {
    const facts = own(scope.policy.roles, role);
    const linkable = facts !== undefined && facts.site === scope.principal.site && facts.inactive !== true;
    if (linkable && scope.roles.indexOf(role) < 0) found.push({ kind: 'link-role', role });
  });
}

function addRequirements({ scope, found }: Walk, candidate: Candidate): void {
  openOf(scope, candidate).forEach((requirement) => {
    found.push({ kind: 'meet', requirement });
  });
}

function walkCondition(walk: Walk, expression: Expression, row: Cells): void {
  const { scope } = walk;
  switch (expression.kind) {
    case 'constant':
      return;
    case 'all':
    case 'any':
      expression.items.forEach((item) => {
        walkCondition(walk, item, row);
      });
      return;
    case 'in':
      expression.items.forEach((item) => {
        walkCondition(walk, item, row);
      });
      return;
    case 'not':
      walkCondition(walk, expression.item, row);
      return;
    case 'null-test': {
      const { type } = expression.operand;
      const other = type === null ? null : anyValue(type, scope.nowText());
      addValues(walk, expression.operand, row, other === null ? [] : [other]);
      return;
    }
    case 'compare': {
      const { left, right, type } = expression;
      if (type === 'none' || type === 'exact') return;
      addValues(walk, left, row, valuesAround(type, operandValue(right, scope, row)));
      addValues(walk, right, row, valuesAround(type, operandValue(left, scope, row)));
    }
  }
}

/** One side of a comparison with other values, or with none. */
function addValues(walk: Walk, operand: CompiledOperand, row: Cells, values: readonly OtherValue[]): void {
  const { scope, found } = walk;
  if (operand.kind !== 'column' && operand.kind !== 'principal') return;
  addLookupsOnTheWay(walk, operand, row);
  if (operand.kind === 'principal' && operand.whose === 'account' && operand.path.text === 'id') {
    addOwnAccount(walk, values);
    return;
  }
  const place =
    operand.kind === 'column' ? placeAtEnd(scope, walk.request, operand.path, row) : placeInPerson(scope, operand.whose, operand.path);
  if (place === null || place.column === 'id') return;
  const kind = operand.type === 'lookup' ? ('set-lookup' as const) : ('set-value' as const);
  values.concat([{ value: null }]).forEach((other) => {
    if (other.value !== place.now) found.push({ kind, table: place.table, id: place.id, column: place.column, ...other });
  });
}

/** A path can lead to the person's own contact or account instead, or nowhere. */
function addLookupsOnTheWay({ scope, request, found }: Walk, operand: CompiledOperand, from: Cells): void {
  if (operand.kind !== 'column' && operand.kind !== 'principal') return;
  const { steps, text } = operand.path;
  steps.slice(0, -1).forEach(({ table, column, target }, index) => {
    const path: Path = { text, steps: steps.slice(0, index + 1) };
    const place = operand.kind === 'column' ? placeAtEnd(scope, request, path, from) : placeInPerson(scope, operand.whose, path);
    const { contact, account } = scope.principal;
    const own = target === 'contact' ? contact : target === 'account' ? account : null;
    if (place === null || column === 'id') return;
    [own === null ? null : `${target}:${own.id}`, null].forEach((value) => {
      if (value !== place.now) found.push({ kind: 'set-lookup', table, id: place.id, column, value });
    });
  });
}

/** Another account of the person's own is another lookup of their contact. */
function addOwnAccount({ scope: { principal }, found }: Walk, values: readonly OtherValue[]): void {
  const { contact } = principal;
  if (principal.kind !== 'contact' || contact === null) return;
  values.concat([{ value: null }]).forEach(({ value }) => {
    if (value !== own(contact, 'parentcustomerid'))
      found.push({ kind: 'set-lookup', table: 'contact', id: contact.id, column: 'parentcustomerid', value });
  });
}
