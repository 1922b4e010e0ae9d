/** Splits a JUEL expression (the text between `${` and `}`; JSR 341, 1.19) into tokens. */
export interface JuelToken {
  readonly type: 'name' | 'number' | 'string' | 'operator' | 'end';
  /** names, numbers and operators as written, but word operators as their signs (`eq` is `==`); strings without quotes */
  readonly text: string;
  readonly at: number;
}

/** The expression cannot be said in FEEL, or is not JUEL. */
export class JuelError extends Error {
  /** a reason of the mapping report: `juelSyntax`, `juelMethodCall`, `juelUnsupported` */
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.name = 'JuelError';
    this.reason = reason;
  }
}

const TOKEN =
  /\s*(?:([A-Za-z_$\u00c0-\u1fff][\w$\u00c0-\u1fff]*)|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(==|!=|<=|>=|&&|\|\||\+=|->|[-+*/%<>!?:().,[\];={}]))/y;

const WORD_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['gt', '>'],
  ['le', '<='],
  ['ge', '>='],
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['div', '/'],
  ['mod', '%'],
  ['empty', 'empty'],
  ['instanceof', 'instanceof'],
]);

export function juelTokens(source: string): JuelToken[] {
  const tokens: JuelToken[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new JuelError('juelSyntax', `Unexpected '${source.slice(at, at + 10).trim()}' at ${at}.`);
    tokens.push(tokenOf(match, at));
  }
  return [...tokens, { type: 'end', text: '', at: end }];
}

function tokenOf([, name, number, single, double, operator]: RegExpExecArray, at: number): JuelToken {
  if (name !== undefined) {
    const word = WORD_OPERATORS.get(name);
    return word === undefined ? { type: 'name', text: name, at } : { type: 'operator', text: word, at };
  }
  if (number !== undefined) return { type: 'number', text: number, at };
  if (operator !== undefined) return { type: 'operator', text: operator, at };
  return { type: 'string', text: (single ?? double ?? '').replaceAll(/\\(.)/gs, '$1'), at };
}
