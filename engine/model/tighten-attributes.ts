/**
 * XML allows blanks around the '=' of an attribute (XML 1.0, production 25); the reader loses such attributes without a word. This
 * takes the blanks out, in tags only: quoted values, text, comments, CDATA and instructions stay as they are. Linear; what is
 * malformed passes through, for the guard to refuse.
 */
export function tightenAttributes(xml: string): string {
  if (!LOOSE.test(xml)) return xml;
  const parts: string[] = [];
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at);
    if (open < 0) {
      parts.push(xml.slice(at));
      break;
    }
    const end = endOfMarkup(xml, open);
    parts.push(xml.slice(at, open), isTag(xml, open) ? tightened(xml.slice(open, end)) : xml.slice(open, end));
    at = end;
  }
  return parts.join('');
}

/** Cheap: most files have none, and are not copied. */
const LOOSE = /[ \t\r\n]=[ \t\r\n]*["']|=[ \t\r\n]+["']/;
const OPAQUE: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

function isTag(xml: string, open: number): boolean {
  return !OPAQUE.some(([start]) => xml.startsWith(start, open));
}

/** Just behind the markup that begins here; a '>' inside quotes does not end a tag. */
function endOfMarkup(xml: string, open: number): number {
  const opaque = OPAQUE.find(([start]) => xml.startsWith(start, open));
  if (opaque) {
    const close = xml.indexOf(opaque[1], open + opaque[0].length);
    return close < 0 ? xml.length : close + opaque[1].length;
  }
  let quote = '';
  for (let at = open + 1; at < xml.length; at++) {
    const char = xml[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  return xml.length;
}

/** Outside quotes an '=' stands only between a name and its value. */
function tightened(tag: string): string {
  return tag
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) => (index % 2 === 1 ? part : withoutBlanks(part)))
    .join('');
}

/** Loops, not `\s+$`: that would look at a long run of blanks again from each of them. */
function withoutBlanks(part: string): string {
  const pieces = part.split('=');
  return pieces
    .map((piece, index) => piece.slice(index > 0 ? blanksBefore(piece) : 0, index < pieces.length - 1 ? blanksAfter(piece) : piece.length))
    .join('=');
}

const BLANKS = ' \t\r\n';

function blanksBefore(text: string): number {
  let at = 0;
  while (at < text.length && BLANKS.includes(text[at] ?? '')) at++;
  return at;
}

function blanksAfter(text: string): number {
  let end = text.length;
  while (end > 0 && BLANKS.includes(text[end - 1] ?? '')) end--;
  return end;
}
