/** Texts of a template: words, and `{{ FEEL | format | format }}` between them. */
export interface FormatUse {
  readonly name: string;
  /** in brackets after the name: the key of a catalogue */
  readonly argument?: string;
}

export interface Placeholder {
  readonly source: string;
  readonly formats: readonly FormatUse[];
}

export type Segment = string | Placeholder;

const PLACEHOLDER = /\{\{(.*?)\}\}/gs;
const FORMAT = /^(.*)\s\|\s*([A-Za-z]\w*)(?:\(([\w-]*)\))?\s*$/s;

/** Undefined where braces are not closed, or stand without their pair. */
export function parseText(text: string): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    segments.push(text.slice(end, match.index), placeholderOf(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  segments.push(text.slice(end));
  const loose = segments.some((segment) => typeof segment === 'string' && /\{\{|\}\}/.test(segment));
  return loose ? undefined : segments.filter((segment) => segment !== '');
}

function placeholderOf(inside: string): Placeholder {
  const formats: FormatUse[] = [];
  let source = ` ${inside}`;
  for (let match = FORMAT.exec(source); match; match = FORMAT.exec(source)) {
    formats.unshift({ name: match[2] ?? '', ...(match[3] !== undefined && { argument: match[3] }) });
    source = match[1] ?? '';
  }
  return { source: source.trim(), formats };
}
