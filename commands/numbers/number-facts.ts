import { localDate } from '../../engine/time-values.ts';
import type { NumberFacts } from '../../store/number-contract.ts';
import { optionalText } from '../check-text.ts';
import { requireDate } from '../bindings/checked-dates.ts';
import { invalidInput } from '../invalid-input.ts';

const TEXTS = { subject: 500, signer: 200, signerPosition: 200, recipients: 2_000, keeper: 200, note: 2_000 } as const;
const MOST = 9_999;

/** How a document on paper stands in the register. Throws validation `signedOnInvalid`, `actInFuture`, `pagesInvalid`, `copiesInvalid`, …. */
export function numberFacts(input: NumberFacts, now: string): NumberFacts {
  const signedOn = requireDate(input.signedOn, 'signedOn');
  const today = localDate(Date.parse(now));
  if (signedOn > today) throw invalidInput('actInFuture', 'signedOn', `Expected a day up to ${today}.`, 'actInFuture', { today });
  const texts = Object.entries(TEXTS).flatMap(([name, longest]) => {
    const text = optionalText(input[name as keyof typeof TEXTS], name, longest);
    return text === undefined ? [] : [[name, text] as const];
  });
  return { signedOn, ...Object.fromEntries(texts), ...count('pages', input.pages), ...count('copies', input.copies) };
}

function count(name: 'pages' | 'copies', value: number | undefined): NumberFacts {
  if (value === undefined) return {};
  if (Number.isInteger(value) && value > 0 && value <= MOST) return { [name]: value };
  throw invalidInput(`${name}Invalid`, name, `Expected a whole number from 1 to ${MOST}.`, 'countInvalid', { most: MOST });
}
