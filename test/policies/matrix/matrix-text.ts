/** The matrix as a table that a person reads and reviews: roles with the same rights share a row. */
import { AGENCY_ROLES } from '../../../policies/roles.ts';
import { subjectDefinition, SUBJECT_NAMES } from '../../../policies/subjects.ts';
import type { Cell } from './compute-matrix.ts';
import { situationsOf } from './situations.ts';

const AGENCIES = 'agency roles';
const ALL = 'all';
const NONE = '–';

export function writeMatrix(cells: readonly Cell[]): string {
  const sections = SUBJECT_NAMES.map((subject) => {
    const rows = subjectDefinition(subject).actions.flatMap((action) =>
      rowsOf(cells.filter((cell) => cell.subject === subject && cell.action === action)),
    );
    return `## ${subject}\n\n| action | roles | may | never may |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function rowsOf(cells: readonly Cell[]): readonly string[] {
  const groups = Map.groupBy(cells, ({ may, never }) => JSON.stringify([may, never]));
  return [...groups.values()]
    .toSorted((a, b) => a.length - b.length)
    .map((group) => {
      const [{ subject, action, may, never }] = group as [Cell];
      return `| ${action} | ${rolesText(group.map(({ role }) => role))} | ${namesText(subject, may)} | ${namesText(subject, never)} |`;
    });
}

function rolesText(roles: readonly string[]): string {
  const agencies = AGENCY_ROLES.map(({ key }) => key);
  if (!agencies.every((role) => roles.includes(role))) return roles.join(', ');
  return [...roles.filter((role) => !agencies.includes(role)), AGENCIES].join(', ');
}

function namesText(subject: string, names: readonly string[]): string {
  if (names.length === 0) return NONE;
  return names.length === allOf(subject).length ? ALL : names.join(', ');
}

const allOf = (subject: string): readonly string[] => Object.keys(situationsOf(subject as never, 'officer'));

/** Throws where a row cannot be read. */
export function readMatrix(text: string): readonly Cell[] {
  const sections = text.split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const subject = section.split('\n', 1)[0]?.trim() ?? '';
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    return rows.slice(2).flatMap((row) => readRow(subject, row));
  });
}

function readRow(subject: string, row: string): readonly Cell[] {
  const columns = row.split('|').slice(1, -1);
  if (columns.length !== 4) throw new Error(`Expected four columns under ${subject}: ${row}`);
  const [action = '', roles = '', may = '', never = ''] = columns.map((column) => column.trim());
  const named = roles.split(', ').flatMap((role) => (role === AGENCIES ? AGENCY_ROLES.map(({ key }) => key) : [role]));
  return named.map((role) => ({ subject, action, role, may: readNames(subject, may), never: readNames(subject, never) }));
}

function readNames(subject: string, text: string): readonly string[] {
  if (text === NONE) return [];
  return text === ALL ? allOf(subject) : text.split(', ');
}

const HEAD = `# Matrix of rights

What each role may do by the product's own rules (policies/rules), and what a rule forbids it whatever else it holds. In all situations
that are not named, nothing allows it. The role is held in the unit \`cuc.hanoi\`; what the situations mean is in situations.ts beside
this file. \`agency roles\` are those of the agencies of criminal enforcement: they have what tasks, deliveries and the rules of
procedures give them.

This table is the decision, and matrix.test.ts holds the rules against it. After a change of the rules, roles or subjects
\`npm run rights\` writes it anew: review the difference line by line before you commit it.
`;
