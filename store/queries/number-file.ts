/** Where a numbered document stands in its file, and to whom it went. */
import { required } from '../../errors.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NumberFile {
  /** code of the case; null for a document on paper that belongs to none */
  readonly code: string | null;
  /** its place among the documents of the case that were issued, from 1 */
  readonly place: number;
  /** units, in order of path */
  readonly recipients: readonly { readonly path: string; readonly name: string }[];
}

const FIND = statement(`
  select coalesce(c.code, closed.code) as code,
    greatest(1, (select count(*)::int from number_entry o where o.case_id = e.case_id and o.state = 'used'
      and (o.day, o.reserved_at, o.register, o.ordinal) <= (e.day, e.reserved_at, e.register, e.ordinal))) as place,
    coalesce((select json_agg(json_build_object('path', u.path, 'name', u.name) order by u.path) from unit u where u.path in
      (select d.recipient_unit from document_delivery d
        where d.case_id = e.case_id and d.document = e.document_key and d.withdrawn_at is null)), '[]') as recipients
  from number_entry e left join process_case c on c.id = e.case_id left join closed_case closed on closed.id = e.case_id
  where e.register = $1 and e.ordinal = $2`);

/** Of a number that is there. */
export async function findNumberFile(db: Session, register: number, ordinal: number): Promise<NumberFile> {
  return required((await rowsOf<NumberFile & object>(db, FIND, [register, ordinal]))[0], `number ${ordinal} of register ${register}`);
}
