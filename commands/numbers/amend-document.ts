/** A wrong form or procedure is corrected by a letter, a wrong content is replaced by a document of equal form. Both stay as they are. */
import { localDate } from '../../engine/time-values.ts';
import { byRight } from '../../store/by-right.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { addAmendment } from '../../store/repositories/recalls.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { byOf, numberAct } from './number-act.ts';
import { correctionKind } from './numbering-setting.ts';
import { supersedingFor } from './superseding.ts';

/** Throws what `supersedingFor` does; validation `amendmentKind`, `kindUnfit`, `reasonRequired`. The same again gives the one that is there. */
export const amendDocument: PlainCommandOf<'amendDocument'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input }, now) {
    const { kind } = input;
    const { amended, by, unitPath } = await supersedingFor(services, acting, input, 'amend');
    if (kind !== 'correction' && kind !== 'replacement')
      throw invalidInput('amendmentKind', 'kind', 'Expected correction or replacement.', 'amendmentKind');
    const reason = requireText(input.reason, 'reason', 2_000);
    const wanted = kind === 'correction' ? await correctionKind(services, localDate(Date.parse(now))) : amended.kind;
    if (by.kind !== wanted)
      throw invalidInput('kindUnfit', 'by', `Expected a document of kind ${wanted}, but ${by.number} is of kind ${by.kind}.`, 'kindUnfit', {
        kind: wanted,
      });
    return await byRight(services.db, acting.epochs, async (tx) => {
      const { id, isNew } = await addAmendment(tx, { kind, amended, by, reason }, byOf(acting, now));
      if (isNew)
        await recordAct(tx, numberAct(acting, now, 'amendDocument', amended, unitPath, { reason, outcome: { kind, by: by.number } }));
      return { amendment: id };
    });
  },
};
