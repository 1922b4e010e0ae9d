/**
 * The document's number, taken in the transaction that claims its seal (or before the personal signature, where the setting says so), and
 * what fills the fields of number and date: in the same revision as the signature, so that it is signed.
 */
import { DATE_FIELD, NUMBER_FIELD } from '../../documents/document-fields.ts';
import { longDate, dayOf } from '../../documents/fill/dates.ts';
import { dateAppearance, numberAppearance } from '../../documents/marks/text-appearance.ts';
import { localDate } from '../../engine/time-values.ts';
import { Rejection } from '../../errors.ts';
import { readEmptyTextFields } from '../../signing/pdf/read-empty-text-fields.ts';
import type { SignatureSpec } from '../../signing/pdf/prepare-signature.ts';
import { byRight } from '../../store/by-right.ts';
import type { NumberEntry } from '../../store/number-contract.ts';
import { findNumberOfDocuments } from '../../store/queries/number-of-documents.ts';
import type { ModuleDocument } from '../../store/repositories/module-documents.ts';
import { assignNumber } from '../../store/repositories/numbers.ts';
import type { Signing, SigningItem } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { Acting } from '../rights/acting.ts';
import { isCopy } from './document-route.ts';
import { hasNumber } from './is-numbered-here.ts';
import { declaredDocument } from './module-document.ts';

type Fill = NonNullable<SignatureSpec['fill']>;
type Claim = Pick<Signing, 'caseId' | 'unitPath'> & {
  /** in whose modules the document may be declared, the first that does */
  readonly procedures: readonly string[];
};

/** Undefined for a document that is not numbered. Throws conflict `unitAbbreviationMissing`, `numberDayPassed`, `documentUnnumbered`. */
export async function numberFor(
  services: Services,
  acting: Pick<Acting, 'actor' | 'epochs'>,
  claim: Claim,
  item: SigningItem,
  bytes: Buffer,
  now: string,
): Promise<Fill | undefined> {
  const fields = readEmptyTextFields(bytes);
  const declared = await declaredDocument(services, claim.procedures, item.key);
  if (!fields.has(NUMBER_FIELD)) await requireNumbered(services, item, declared);
  if (!fields.has(NUMBER_FIELD) || !declared) return undefined;
  const { type: kind, symbol, series } = declared;
  const asked = { unitPath: claim.unitPath, kind, symbol, series, day: localDate(Date.parse(now)) };
  const { account, person } = acting.actor;
  const about = { caseId: claim.caseId, document: item.key, documentId: item.documentId, subject: item.name };
  const entry = await byRight(
    services.db,
    acting.epochs,
    async (tx) => await assignNumber(tx, { ...asked, ...about }, { account, person, now }),
  );
  crashPoint('numberAssigned');
  return fillOf(entry, fields);
}

/** A page that was drawn when its template had no number is drawn anew: it is not issued without one, and nobody is asked for one. */
async function requireNumbered({ db }: Services, item: SigningItem, declared: ModuleDocument | undefined): Promise<void> {
  if (item.capacity !== 'agencySeal' || isCopy(item) || !hasNumber(declared)) return;
  if (await findNumberOfDocuments(db, [item.documentId])) return;
  throw new Rejection('conflict', 'documentUnnumbered', `Expected the page of document '${item.key}' to have a place for its number.`, {
    details: { document: item.key },
  });
}

function fillOf(entry: NumberEntry, fields: ReturnType<typeof readEmptyTextFields>): Fill {
  const day = dayOf(entry.day);
  const number = fields.get(NUMBER_FIELD);
  const date = fields.get(DATE_FIELD);
  return [
    ...(number
      ? [{ field: NUMBER_FIELD, value: String(entry.ordinal).padStart(2, '0'), appearance: numberAppearance(entry.ordinal, number) }]
      : []),
    ...(date && day ? [{ field: DATE_FIELD, value: longDate(day), appearance: dateAppearance(longDate(day), date) }] : []),
  ];
}
