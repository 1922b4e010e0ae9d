/** Whole numbers in Vietnamese words, as amounts and terms are repeated in brackets: 2.105 is “hai nghìn một trăm lẻ năm”. */
const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', ' nghìn', ' triệu'] as const;
const BILLION = 1_000_000_000;

/** From 0 to the largest whole number that is exact; undefined for others. */
export function numberWords(value: number): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return undefined;
  return value === 0 ? DIGITS[0] : billions(value, false);
}

function billions(value: number, inside: boolean): string {
  if (value < BILLION) return millions(value, inside);
  const rest = value % BILLION;
  const head = `${billions(Math.floor(value / BILLION), inside)} tỷ`;
  return rest === 0 ? head : `${head} ${millions(rest, true)}`;
}

function millions(value: number, inside: boolean): string {
  const parts: string[] = [];
  for (const scale of [2, 1, 0]) {
    const group = Math.floor(value / 1000 ** scale) % 1000;
    if (group > 0) parts.push(`${hundreds(group, inside || parts.length > 0)}${SCALES[scale] ?? ''}`);
  }
  return parts.join(' ');
}

/** `inside`: something stands before it, so that its hundreds are said even when they are none. */
function hundreds(value: number, inside: boolean): string {
  const hundred = Math.floor(value / 100);
  const ten = Math.floor(value / 10) % 10;
  const one = value % 10;
  const said = hundred > 0 || inside;
  const parts = said ? [`${DIGITS[hundred]} trăm`] : [];
  if (ten === 0 && one > 0) parts.push(said ? `lẻ ${DIGITS[one]}` : String(DIGITS[one]));
  if (ten === 1) parts.push('mười', ...(one > 0 ? [unit(one, ten)] : []));
  if (ten > 1) parts.push(`${DIGITS[ten]} mươi`, ...(one > 0 ? [unit(one, ten)] : []));
  return parts.join(' ');
}

function unit(one: number, ten: number): string {
  if (one === 5) return 'lăm';
  if (one === 1 && ten > 1) return 'mốt';
  return one === 4 && ten > 1 ? 'tư' : String(DIGITS[one]);
}
