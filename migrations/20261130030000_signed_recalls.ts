/**
 * A submission that was signed is taken back by another signed act. Its documents stay on record as they were signed, and say which slip
 * took them back; their numbers are void. Where others had signed before, what they signed goes on as a document of its own.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const COLUMNS = `
  alter table document
    add column recalled_at timestamptz,
    -- document of the act that took it back
    add column recalled_by uuid,
    -- the recalled document whose earlier signatures it has
    add column continues uuid;
  -- its submission was taken back before it was received
  alter table document_delivery add column withdrawn_at timestamptz;
  drop index document_delivery_pending;
  create index document_delivery_pending on document_delivery (due_at, id) where received_at is null and withdrawn_at is null;`;

const RECALL = `
  /* Whether what a step has made is out of hand: received, or sent out under the seal of the agency. */
  create function submission_issued(p_case uuid, p_revision int, p_instance int) returns boolean language sql stable as $$
    select exists (select from document_delivery d where d.case_id = p_case and d.instance = p_instance and (d.received_at is not null
      or exists (select from document o join document_revision r on r.document_id = o.id
        where o.case_id = p_case and r.case_revision = p_revision and r.capacity = 'agencySeal'))) $$;

  /*
   * p: {revision, instance} of the step that is taken back, {reason} for the register of numbers. p_signing: of the act that does it, null where
   * nothing was signed. What has not gone out stays here, what was sent is withdrawn until it is received.
   */
  create function recall_submission(p_case uuid, p jsonb, p_signing uuid, p_account text, p_person text, p_now timestamptz)
  returns void language plpgsql as $$
  declare d record; n number_entry; v_by uuid; v_last timestamptz; v_next uuid; v_revision int := p -> 'revision'; v_instance int := p -> 'instance';
  begin
    -- a sending that is under way holds this row: it goes out before, or not at all
    delete from outbox where case_id = p_case and revision = v_revision and kind = 'documentProduced';
    with withdrawn as (update document_delivery set withdrawn_at = p_now
        where case_id = p_case and instance = v_instance and received_at is null and withdrawn_at is null returning id)
      insert into outbox (kind, payload, case_id, next_at) select 'deliveryWithdrawn', json_build_object('delivery', id), p_case, p_now from withdrawn;
    if submission_issued(p_case, v_revision, v_instance) then
      perform reject('conflict', 'documentIssued', 'Expected a submission whose documents nobody has received and no seal is on: an issued document is recalled by another one.');
    end if;
    select document_id into v_by from signing_item where signing_id = p_signing order by place limit 1;
    for d in select o.*, r.first from document o join (select document_id, min(revision) as first from document_revision
        where case_revision = v_revision and cause = 'signature' group by document_id) r on r.document_id = o.id where o.case_id = p_case order by o.id
    loop
      if v_by is null then perform reject('conflict', 'signatureRequired', 'Expected what was signed to be taken back by signing.'); end if;
      update document set recalled_at = p_now, recalled_by = v_by where id = d.id and recalled_at is null;
      select at into v_last from document_revision where document_id = d.id and revision = d.first - 1;
      select * into n from number_entry where document_id = d.id and state <> 'void';
      if n.state = 'used' and n.reserved_at <= v_last then
        perform reject('conflict', 'documentSealed', 'Expected a document without the seal, whose number those who signed before have put on it: it is recalled by another one.');
      end if;
      if d.first > 1 then
        v_next := md5('continues' || d.id || p_signing)::uuid;
        insert into document (id, case_id, key, name, instance, scope, revision, sha256, created_at, continues)
          select v_next, d.case_id, d.key, d.name, d.instance, d.scope, r.revision, r.sha256, p_now, d.id
          from document_revision r where r.document_id = d.id and r.revision = d.first - 1;
        insert into document_revision (document_id, revision, sha256, size, at, cause, case_revision, field, capacity, sequence, level, account, person, on_behalf_of, signer, certificate)
          select v_next, revision, sha256, size, at, cause, case_revision, field, capacity, sequence, level, account, person, on_behalf_of, signer, certificate
          from document_revision where document_id = d.id and revision < d.first;
        insert into document_evidence (document_id, case_id, revision, wanted, state, next_at)
          select v_next, d.case_id, d.first - 1, wanted, 'pending', p_now from document_evidence where document_id = d.id;
        update number_entry set document_id = v_next where document_id = d.id and state = 'reserved' and reserved_at <= v_last;
      end if;
      perform number_void(d.id, p ->> 'reason', p_person, p_account, p_now);
    end loop;
  end $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(COLUMNS);
  await k.raw(RECALL);
  await patchFunction(k, 'number_entry_kept', [
    [
      "        when old.state = 'reserved' and new.state = 'used' and",
      `        when old.state = 'reserved' and new.state = 'reserved' and exists (select from document where id = new.document_id and continues = old.document_id)
          then array['document_id']
        when old.state = 'reserved' and new.state = 'used' and`,
    ],
  ]);
  await patchFunction(k, 'save_rare_sections', [
    [
      "    if p_more -> 'comment' is not null then",
      `    if p_more -> 'recalls' is not null then
      perform recall_submission(p_case, p_more -> 'recalls', (p_more ->> 'signing')::uuid, p_account, p_person, p_now);
    end if;
    if p_more -> 'comment' is not null then`,
    ],
  ]);
}
