import ts from 'typescript';

/**
 * Whether `head`, a text of the rows, does more than to say data: every statement that `base` does not have too must be an import of
 * types, or a constant of literals, of other constants, and of calls of what is declared here.
 */
export function holdsNewCode(base: string, head: string): boolean {
  const known = new Set(statementsOf(base).map((statement) => statement.getText()));
  return statementsOf(head).some((statement) => !known.has(statement.getText()) && !isData(statement));
}

function statementsOf(text: string): readonly ts.Statement[] {
  return [...ts.createSourceFile('rows.ts', text, ts.ScriptTarget.ESNext, true).statements];
}

function isData(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) {
    return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  }
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(
      ({ name, initializer }) => ts.isIdentifier(name) && initializer !== undefined && isLiteral(initializer),
    )
  );
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isSpreadElement(node)) {
    return isLiteral(node.expression);
  }
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.every(isLiteral);
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(isMember);
  }
  if (ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && isOwn(node.expression) && node.arguments.every(isLiteral);
  }
  return ts.isLiteralExpression(node) ? !ts.isRegularExpressionLiteral(node) : WORDS.has(node.kind);
}

const WORDS = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.Identifier,
]);

/** Neither a method nor an accessor, nor a name that is worked out. */
function isMember(member: ts.ObjectLiteralElementLike): boolean {
  if (ts.isPropertyAssignment(member)) {
    return !ts.isComputedPropertyName(member.name) && isLiteral(member.initializer);
  }
  return ts.isSpreadAssignment(member) ? isLiteral(member.expression) : ts.isShorthandPropertyAssignment(member);
}

/** Whether a function of this file has the name; it is then one that the base has too, or code itself. */
function isOwn(name: ts.Identifier): boolean {
  return name
    .getSourceFile()
    .statements.some((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name.text);
}
