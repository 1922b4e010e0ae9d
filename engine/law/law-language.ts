/**
 * FEEL as diagrams speak it: with the register, the working calendar and sentence arithmetic as functions (docs/law.md). What they
 * look up is loaded for the step and kept with it, so that a replay gives the same answers.
 */
import { extendedFeel } from '../../expressions/feel.ts';
import { CALENDAR_FUNCTIONS } from './calendar-functions.ts';
import { REGISTER_FUNCTIONS } from './register-functions.ts';
import type { LawFunctions } from './law-call.ts';
import { SENTENCE_FUNCTIONS } from './sentence-functions.ts';

export const LAW_FUNCTIONS: LawFunctions = { ...REGISTER_FUNCTIONS, ...CALENDAR_FUNCTIONS, ...SENTENCE_FUNCTIONS };
export const lawFeel = extendedFeel(LAW_FUNCTIONS);
