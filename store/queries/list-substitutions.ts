/** Substitutions, newest first. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import type { NewSubstitution } from '../repositories/substitutions.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface SubstitutionRecord extends NewSubstitution {
  readonly id: number;
  readonly absentName: string;
  readonly substituteName: string;
  /** the absent person's unit */
  readonly unitPath: string;
  readonly createdBy: string;
  readonly createdPerson: string;
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly endedBy?: string;
  readonly endReason?: string;
}
export interface SubstitutionList extends PageRequest {
  readonly absent?: string | undefined;
  readonly substitute?: string | undefined;
  /** only those in force at this instant */
  readonly at?: string | undefined;
  readonly predicate?: SqlPredicate;
}

const COLUMNS = `substitution.id, substitution.absent, absent.name as "absentName", absent.unit_path as "unitPath", substitution.substitute,
  substitute.name as "substituteName", substitution.procedures, substitution.units, substitution.roles, substitution.valid_from as "validFrom",
  substitution.valid_to as "validTo", substitution.reason, substitution.basis, substitution.created_by as "createdBy",
  substitution.created_person as "createdPerson", substitution.created_at as "createdAt", substitution.ended_at as "endedAt",
  substitution.ended_by as "endedBy", substitution.end_reason as "endReason"`;
const FROM = `substitution join person absent on absent.id = substitution.absent join person substitute on substitute.id = substitution.substitute`;
const ORDER: Order = { by: [['substitution.id', 'bigint']], direction: 'desc' };
const INSTANTS: readonly string[] = ['validFrom', 'validTo', 'createdAt', 'endedAt'];
type Row = Record<string, unknown> & { cursor: string[] };

function recordOf({ cursor: _, ...row }: Row): SubstitutionRecord {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    INSTANTS.includes(name) ? instantOf(value as string | null) : (value ?? undefined),
  ]);
  return compact(Object.fromEntries(fields)) as unknown as SubstitutionRecord;
}

export async function listSubstitutions(db: Database, list: SubstitutionList): Promise<Page<SubstitutionRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions().when(list.absent, 'substitution.absent = ?').when(list.substitute, 'substitution.substitute = ?');
  if (list.at !== undefined)
    conditions.and('substitution.ended_at is null and tstzrange(substitution.valid_from, substitution.valid_to) @> ?::timestamptz', [
      list.at,
    ]);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from ${FROM} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, recordOf);
}

export async function findSubstitution(db: Database, id: number): Promise<SubstitutionRecord | undefined> {
  const sql = `select ${COLUMNS}, '{}'::text[] as cursor from ${FROM} where substitution.id = $1`;
  const [row] = await unnamedRowsOf<Row>(db, sql, [id]);
  return row && recordOf(row);
}
