/** Who looked at what is sensitive, or took it away, when and for which purpose. Append-only, also for the owner. */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table sensitive_access (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      account text not null,
      person text,
      action text not null,
      subject text not null,
      object text,
      purpose text not null,
      scope json not null,
      address text);
    create index sensitive_access_object on sensitive_access (subject, object, at) where object is not null;
    create index sensitive_access_account on sensitive_access (account, at);
    create trigger sensitive_access_append_only before update or delete on sensitive_access for each row execute function append_only();
    create trigger sensitive_access_keep before truncate on sensitive_access for each statement execute function append_only();
    revoke update, delete, truncate on sensitive_access from public;`);
  // a role of its own for the application gets no more either
  await patchFunction(k, 'grant_to_application', [
    [
      "execute format('grant usage on all sequences in schema public to %I', p_role);",
      "execute format('grant usage on all sequences in schema public to %I', p_role);\n  execute format('revoke update, delete on sensitive_access from %I', p_role);",
    ],
  ]);
}
