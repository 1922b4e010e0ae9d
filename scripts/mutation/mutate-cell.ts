/** One cell of a decision table, changed in one place. */

const OTHER_OPERATOR: Readonly<Record<string, string>> = { '<=': '<', '>=': '>', '<': '<=', '>': '>=' };
const TOKENS = /"(?:[^"\\]|\\.)*"|<=|>=|[<>]|[[\](]|[[\]).]{1,2}|-?\d+(?:\.\d+)?|\b(?:true|false|null)\b|[^\s]/g;

export interface CellChange {
  readonly change: string;
  readonly text: string;
}

/** `column`: the texts of the column's cells, to mistake one value for another. */
export function mutateInput(cell: string, column: readonly string[]): readonly CellChange[] {
  if (cell.trim() === '-' || cell.trim() === '') return [];
  return changes(cell, column);
}

/** An output that is an expression, and cannot be changed a little, gives nothing. */
export function mutateOutput(cell: string, column: readonly string[]): readonly CellChange[] {
  if (cell.trim() === '') return [];
  const found = changes(cell, column);
  return found.length > 0 ? found : [{ change: 'null', text: 'null' }];
}

function changes(cell: string, column: readonly string[]): readonly CellChange[] {
  const strings = [...new Set(column.flatMap((text) => text.match(/"(?:[^"\\]|\\.)*"/g) ?? []))];
  return [...cell.matchAll(TOKENS)].flatMap((match) => {
    const [token] = match;
    return instead(token, strings, isRangeEnd(cell, match.index)).map((by) => ({
      change: `${token}->${by}`,
      text: cell.slice(0, match.index) + by + cell.slice(match.index + token.length),
    }));
  });
}

function instead(token: string, strings: readonly string[], rangeEnd: boolean): readonly string[] {
  if (token.startsWith('"'))
    return [strings[(strings.indexOf(token) + 1) % strings.length] ?? '""'].map((other) => (other === token ? '"mutant"' : other));
  if (token in OTHER_OPERATOR) return [OTHER_OPERATOR[token] ?? token];
  if (/^-?\d/.test(token)) return [String(Number(token) + 1), String(Number(token) - 1)];
  if (token === 'true') return ['false'];
  if (token === 'false') return ['true'];
  if (token === 'null') return ['"mutant"'];
  if (!rangeEnd) return [];
  return token === '[' ? ['('] : token === '(' ? ['['] : token === ']' ? [')'] : token === ')' ? [']'] : [];
}

/** A bracket of `[a..b)`, and not of a call or a list. */
function isRangeEnd(cell: string, at: number): boolean {
  const before = cell.slice(0, at);
  const after = cell.slice(at + 1);
  return /^[^[\]()]*\.\.[^[\]()]*[\])]/.test(after) || /[[(][^[\]()]*\.\.[^[\]()]*$/.test(before);
}
