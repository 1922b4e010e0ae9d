/** Persons with an active account that holds one of some roles, by name; with all grants that are in force. */
import type { RoleGrant } from '../../policies/role-grant.ts';
import type { Database } from '../connection.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';

export interface HolderOfRoles {
  readonly person: string;
  readonly name: string;
  readonly title: string | null;
  readonly unitPath: string;
  readonly grants: readonly RoleGrant[];
}

interface Asked {
  readonly roles: readonly string[];
  /** words of the name; case and Vietnamese diacritics do not matter */
  readonly text?: string | undefined;
  /** ISO instant at which grants are in force */
  readonly now: string;
}

/** So many are looked at; a name narrows them. */
const MOST = 500;

export async function listHoldersOfRoles(db: Database, { roles, text, now }: Asked): Promise<readonly HolderOfRoles[]> {
  if (roles.length === 0) return [];
  const conditions = new Conditions([now, roles]);
  for (const word of text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? [])
    conditions.and('search_text(holder.name) like search_text(?)', [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
  return await unnamedRowsOf<HolderOfRoles & Record<string, unknown>>(
    db,
    `select account.person, holder.name, holder.title, holder.unit_path as "unitPath",
       json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path)) as grants
     from account join person holder on holder.id = account.person
       join role_grant g on g.account = account.id and g.valid_from <= $1::timestamptz and (g.valid_to is null or g.valid_to > $1::timestamptz)
         and (not g.needs_second_factor or account.second_factor_at is not null)
     where account.state = 'active' and ${conditions.where()}
     group by account.id, account.person, holder.name, holder.title, holder.unit_path
     having bool_or(g.role = any($2::text[])) order by holder.name, account.id limit ${MOST}`,
    conditions.values,
  );
}
