/** Names in an expression that nothing declares: they would be null, silently, so each is a problem or an input of the model. */
import { builtin } from '../../expressions/builtins/registry.ts';
import { normalizeName, parseFeel, type NameShape, type Syntax, type Top } from '../../expressions/parse.ts';
import type { Report } from './problem.ts';

export interface NameScope {
  readonly names: NameShape;
  readonly report: Report;
  /** collects unknown names instead of reporting them: the inputs of a model that declares none */
  readonly undeclared?: Set<string>;
  /** unknown names may be entries of the item that a boxed filter looks at */
  readonly inItem?: boolean;
}

/** `used`: the free names of the compiled text, among them names inside filters, which only the running filter can tell. */
export function checkNames(
  used: readonly string[],
  text: string,
  top: Top,
  owner: string,
  { names, report, undeclared, inItem }: NameScope,
): void {
  const candidates = used.filter((name) => !Object.hasOwn(names, name) && !builtin(name));
  if (candidates.length === 0 || inItem) return;
  const known = new Set(Object.keys(names).map(normalizeName));
  const unknown = candidates.filter((name) => !known.has(normalizeName(name)));
  const uses = usesOf(parseFeel(text, top, names));
  for (const name of unknown) {
    const use = uses.get(normalizeName(name));
    if (use === 'value' && undeclared) undeclared.add(name);
    else if (use) report('dmnUnknownName', owner, { name, text });
  }
}

type Use = 'value' | 'call';

/** How names outside filters are used; a name that is called anywhere is a function. */
function usesOf(root: Syntax): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const visit = (node: Syntax, use: Use): void => {
    if (node.type === 'VariableName') {
      const name = normalizeName(node.text);
      if (use === 'call' || !uses.has(name)) uses.set(name, use);
      return;
    }
    const [first, ...others] = node.children;
    if (first) visit(first, node.type === 'FunctionInvocation' ? 'call' : 'value');
    if (node.type !== 'FilterExpression') for (const child of others) visit(child, 'value');
  };
  visit(root, 'value');
  return uses;
}
