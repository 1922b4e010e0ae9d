import type { DocumentInput, Letterhead, Signer } from '../../../documents/document-input.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';
import { Rejection } from '../../../errors.ts';
import { localDate } from '../../../engine/time-values.ts';
import { findAgency } from '../../../store/queries/letterhead.ts';
import { findUnitNames } from '../../../store/queries/names.ts';
import type { Services } from '../../contract.ts';
import { labelsFor } from './labels.ts';
import type { PageOrder } from './page-order.ts';
import { roundLines } from './round-lines.ts';

/**
 * Throws conflict `agencyUnknown`: nothing says how the agency is called on its documents, or where its seat is; and what `roundLines`
 * refuses.
 */
export async function documentInput(services: Services, template: DocumentTemplate, order: PageOrder): Promise<DocumentInput> {
  const { procedure, caseId, caseCode, caseUnit, variables, data, outcome, reason, at } = order;
  const lines = await roundLines(services, template, caseId);
  const unit = (await findUnitNames(services.db, [caseUnit])).get(caseUnit) ?? caseUnit;
  const act = { ...(outcome && { outcome: outcome.id }), ...(reason !== undefined && { reason }) };
  return {
    letterhead: await letterheadOf(services, order),
    signers: signersOf(template, order),
    caseFile: { code: caseCode, procedure, agency: unit },
    variables,
    form: data,
    act,
    labels: await labelsFor(services, template, { ...variables, ...data, ...(lines && { lines }) }, localDate(Date.parse(at))),
    ...(lines && { lines }),
    ...(!isNumberedLater(template, order) && { date: localDate(Date.parse(at)) }),
    now: at,
  };
}

/** Number and date come together, with the seal; a document without a number bears the day on which it is signed first. */
const isNumberedLater = ({ symbol }: DocumentTemplate, { fields }: PageOrder): boolean =>
  symbol !== undefined && fields.some(({ capacity }) => capacity === 'agencySeal');

async function letterheadOf({ db }: Services, { agencyUnit, at }: PageOrder): Promise<Letterhead> {
  const agency = await findAgency(db, agencyUnit, localDate(Date.parse(at)));
  if (agency?.place === undefined)
    throw new Rejection(
      'conflict',
      'agencyUnknown',
      `Expected the abbreviation and the seat of the agency of ${agencyUnit} to be on record.`,
      {
        details: { unit: agencyUnit },
      },
    );
  const { name, abbreviation, parent, place } = agency;
  return { agency: name, abbreviation, place, ...(parent !== undefined && { parent }) };
}

/** The first place is of the person who signs now; who signs later is named by the signature itself. */
function signersOf({ signatures }: DocumentTemplate, { person }: PageOrder): Readonly<Record<string, Signer>> {
  return Object.fromEntries(signatures.map(({ field }, place) => [field, { name: place === 0 ? person.name : '' }]));
}
