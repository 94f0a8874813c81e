import ts from 'typescript';

/** One change of one expression that a test should notice. */
export interface Mutation {
  readonly number: number;
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** A source whose every mutation is there and asleep: the one whose number `globalThis.porticoMutant` has is awake. */
export interface Mutable {
  readonly text: string;
  readonly mutations: readonly Mutation[];
}

/** Finds the mutations of a file; their numbers follow `after`. @example mutable('x.ts', 'export const f = (a: number) => a > 1;', 0).mutations.length // 4 */
export function mutable(file: string, source: string, after: number): Mutable {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const mutations: Mutation[] = [];
  const emit = (node: ts.Node): string => {
    const body = withChildren(node);
    if (!isValue(node)) return body;
    const changed = changesOf(node).filter((text, index, all) => text !== node.getText() && all.indexOf(text) === index);
    if (changed.length === 0) return body;
    const line = root.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const choices = changed.map((text) => {
      const number = after + mutations.length + 1;
      mutations.push({ number, file, line, before: node.getText(), after: text });
      return `globalThis.porticoMutant===${number}?(${text}):`;
    });
    return `(${choices.join('')}${body})`;
  };
  const withChildren = (node: ts.Node): string => {
    let text = '';
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      if (child.getStart() < at) return;
      text += source.slice(at, child.getStart()) + emit(child);
      at = child.getEnd();
    });
    return text + source.slice(at, node.getEnd());
  };
  const text = source.slice(0, root.getStart()) + withChildren(root);
  return { text, mutations };
}

/** Whether a node is an expression whose value is used; types, names, keys and what is assigned to are not. */
function isValue(node: ts.Node): boolean {
  if (!ts.isExpression(node)) return false;
  for (let above: ts.Node | undefined = node; above !== undefined; above = above.parent) {
    if (ts.isTypeNode(above) || ts.isImportDeclaration(above) || ts.isExportDeclaration(above) || ts.isInterfaceDeclaration(above))
      return false;
    if (ts.isStatement(above)) break;
  }
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isAsExpression(parent) && ts.isConstTypeReference(parent.type)) return false;
  return !(ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind));
}

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const OPERATORS: { readonly [operator: string]: readonly string[] } = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '&&': ['||'],
  '||': ['&&'],
};
const METHODS: { readonly [method: string]: string } = { some: 'every', every: 'some' };

/** What a node may be changed into. */
function changesOf(node: ts.Node): readonly string[] {
  if (ts.isBinaryExpression(node)) return changesOfBinary(node);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return [node.operand.getText()];
  if (ts.isConditionalExpression(node)) return [node.whenTrue.getText(), node.whenFalse.getText()];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isNumericLiteral(node)) return [`${Number(node.text) + 1}`];
  // Sentences are read by people; single words decide.
  if (ts.isStringLiteral(node) && node.text !== '' && !node.text.includes(' ')) return ["''"];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return changesOfCall(node, node.expression);
  return isCondition(node) ? ['true', 'false'] : [];
}

function changesOfBinary(node: ts.BinaryExpression): readonly string[] {
  const left = node.left.getText();
  const right = node.right.getText();
  const operator = node.operatorToken.getText();
  const others = (OPERATORS[operator] ?? []).map((other) => `(${left}) ${other} (${right})`);
  const sides = operator === '&&' || operator === '||' ? [left, right] : operator === '??' ? [right] : [];
  return others.concat(sides, isCondition(node) ? ['true', 'false'] : []);
}

function changesOfCall(node: ts.CallExpression, { expression, name }: ts.PropertyAccessExpression): readonly string[] {
  const other = METHODS[name.text];
  const given = node.arguments.map((each) => each.getText()).join(', ');
  const dropped = name.text === 'filter' || name.text === 'concat' || name.text === 'slice' ? [expression.getText()] : [];
  return dropped.concat(
    other === undefined ? [] : [`${expression.getText()}.${other}(${given})`],
    isCondition(node) ? ['true', 'false'] : [],
  );
}

/** The condition of an `if`, a loop or a choice. A loop that never ends is stopped by the clock, so its `true` is left out by nobody. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) && parent.expression === node) || (ts.isConditionalExpression(parent) && parent.condition === node);
}
