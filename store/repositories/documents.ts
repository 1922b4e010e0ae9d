/** Documents of cases with their revisions, and their bytes. */
import type { Session } from '../connection.ts';
import { openDocument } from '../protection/document-bytes.ts';
import type { CaseDocument } from '../signing-contract.ts';
import { rowsOf, statement } from '../statement.ts';

const COLUMNS = `d.id, d.case_id as "caseId", d.key, d.name, d.instance, d.scope, d.revision, encode(d.sha256, 'hex') as sha256, d.created_at as "createdAt",
  (select json_agg(json_strip_nulls(json_build_object('revision', r.revision, 'sha256', encode(r.sha256, 'hex'), 'size', r.size,
      'at', to_char(r.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'cause', r.cause, 'caseRevision', r.case_revision, 'field', r.field,
      'capacity', r.capacity, 'sequence', r.sequence, 'level', r.level, 'account', r.account, 'person', r.person,
      'onBehalfOf', r.on_behalf_of, 'signer', r.signer, 'certificate', encode(r.certificate, 'hex'))) order by r.revision)
    from document_revision r where r.document_id = d.id) as revisions`;
const OF_CASE = statement(`select ${COLUMNS} from document d where d.case_id = $1 order by d.created_at, d.id`);
const ONE = statement(`select ${COLUMNS} from document d where d.id = $1`);
const CONTENT = statement("select sealed, bytes from document_content where case_id = $1 and sha256 = decode($2, 'hex')");

/** Oldest first. */
export async function loadDocuments(db: Session, caseId: string): Promise<readonly CaseDocument[]> {
  return await rowsOf<CaseDocument & object>(db, OF_CASE, [caseId]);
}

export async function loadDocument(db: Session, id: string): Promise<CaseDocument | undefined> {
  return (await rowsOf<CaseDocument & object>(db, ONE, [id]))[0];
}

/** Undefined when it was destroyed. `sha256`: hex. */
export async function loadContent(db: Session, caseId: string, sha256: string): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ sealed: boolean; bytes: Buffer }>(db, CONTENT, [caseId, sha256]);
  return row && (await openDocument(db, caseId, sha256, row));
}
