/** Where a numbered document stands in its file, and to whom it went. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NumberFile {
  /** code of the case; null for a document on paper that belongs to none */
  readonly code: string | null;
  /** its place among the documents of the case that were issued, from 1 */
  readonly place: number;
  /** agencies; the number is empty where it is not on record */
  readonly recipients: readonly { readonly organId: string; readonly organName: string }[];
}

const FIND = statement(`
  select coalesce(c.code, closed.code) as code,
    (select count(*)::int from number_entry o where o.case_id = e.case_id and o.state = 'used'
      and (o.day, o.reserved_at, o.register, o.ordinal) <= (e.day, e.reserved_at, e.register, e.ordinal)) as place,
    coalesce((select json_agg(json_build_object('organId', coalesce(agency.number, ''), 'organName', u.name) order by u.path)
      from (select distinct d.recipient_unit as path from document_delivery d
            where d.case_id = e.case_id and d.document = e.document_key and d.withdrawn_at is null) sent
        join unit u on u.path = sent.path
        left join lateral (select a.number from agency_fact a where a.unit_path @> u.path order by nlevel(a.unit_path) desc, a.id desc limit 1) agency
          on true), '[]') as recipients
  from number_entry e left join process_case c on c.id = e.case_id left join closed_case closed on closed.id = e.case_id
  where e.register = $1 and e.ordinal = $2`);

export async function findNumberFile(db: Session, register: number, ordinal: number): Promise<NumberFile | undefined> {
  return (await rowsOf<NumberFile & object>(db, FIND, [register, ordinal]))[0];
}
