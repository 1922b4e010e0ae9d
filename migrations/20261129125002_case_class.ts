/** The class of data that a case as a whole is marked with; cases without a row are internal. */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw('create table case_class (case_id uuid primary key, class text not null)');
  await patchFunction(k, 'create_case', [
    [
      '    perform create_case_links(p_case, p_now, c);',
      `    perform create_case_links(p_case, p_now, c);
    if c ->> 'confidentiality' is not null then
      insert into case_class (case_id, class) values (p_case, c ->> 'confidentiality');
    end if;`,
    ],
  ]);
}
