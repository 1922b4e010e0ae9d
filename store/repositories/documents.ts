/** Documents of cases with their revisions, and their bytes. */
import type { Session } from '../connection.ts';
import { openDocument } from '../protection/document-bytes.ts';
import type { CaseDocument } from '../signing-contract.ts';
import { rowsOf, statement } from '../statement.ts';

const COLUMNS = `d.id, d.case_id as "caseId", d.key, d.name, d.instance, d.scope, d.revision, encode(d.sha256, 'hex') as sha256, d.created_at as "createdAt",
  d.recalled_at as "recalledAt", d.recalled_by as "recalledBy", d.continues,
  (select json_agg(json_strip_nulls(json_build_object('revision', r.revision, 'sha256', encode(r.sha256, 'hex'), 'size', r.size,
      'at', to_char(r.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'cause', r.cause, 'caseRevision', r.case_revision, 'field', r.field,
      'capacity', r.capacity, 'sequence', r.sequence, 'level', r.level, 'account', r.account, 'person', r.person,
      'onBehalfOf', r.on_behalf_of, 'signer', r.signer, 'certificate', encode(r.certificate, 'hex'))) order by r.revision)
    from document_revision r where r.document_id = d.id) as revisions,
  (select json_strip_nulls(json_build_object('state', e.state, 'pending', e.pending, 'wanted', e.wanted, 'reached', e.reached,
      'verifiedAt', to_char(e.verified_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'sound', e.sound,
      'verifiers', (select coalesce(json_agg(json_build_object('verifier', v.verifier, 'valid', v.valid,
          'at', to_char(v.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.id), '[]')
        from (select distinct on (verifier) * from document_verification where document_id = d.id and revision = d.revision
          order by verifier, id desc) v)))
    from document_evidence e where e.document_id = d.id) as evidence`;
const OF_CASE = statement(`select ${COLUMNS} from document d where d.case_id = $1 order by d.created_at, d.id`);
const ONE = statement(`select ${COLUMNS} from document d where d.id = $1`);
const OF_BYTES = statement(`
  select r.document_id as id from document_revision r join document d on d.id = r.document_id where r.sha256 = decode($1, 'hex')
  order by d.created_at limit 1`);
const CONTENT = statement("select sealed, bytes from document_content where case_id = $1 and sha256 = decode($2, 'hex')");

/** The document that once was exactly these bytes. `sha256`: hex. */
export async function loadDocumentOf(db: Session, sha256: string): Promise<CaseDocument | undefined> {
  const [found] = await rowsOf<{ id: string }>(db, OF_BYTES, [sha256]);
  return found && (await loadDocument(db, found.id));
}

/** Oldest first. */
export async function loadDocuments(db: Session, caseId: string): Promise<readonly CaseDocument[]> {
  return (await rowsOf<Row>(db, OF_CASE, [caseId])).map(documentOf);
}

export async function loadDocument(db: Session, id: string): Promise<CaseDocument | undefined> {
  const [row] = await rowsOf<Row>(db, ONE, [id]);
  return row && documentOf(row);
}

type Absent = 'evidence' | 'recalledAt' | 'recalledBy' | 'continues';
type Row = Omit<CaseDocument, Absent> & { readonly [K in Absent]: NonNullable<CaseDocument[K]> | null };

function documentOf({ evidence, recalledAt, recalledBy, continues, ...document }: Row): CaseDocument {
  return {
    ...document,
    ...(recalledAt !== null && { recalledAt }),
    ...(recalledBy !== null && { recalledBy }),
    ...(continues !== null && { continues }),
    ...(evidence && { evidence }),
  };
}

/** Undefined when it was destroyed. `sha256`: hex. */
export async function loadContent(db: Session, caseId: string, sha256: string): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ sealed: boolean; bytes: Buffer }>(db, CONTENT, [caseId, sha256]);
  return row && (await openDocument(db, caseId, sha256, row));
}
