/** Id, code and title of a case that is about to begin. */
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { ExpressionError } from '../../expressions/contract.ts';
import type { DefinitionRecord, NewCase } from '../../store/contract.ts';
import type { Services } from '../contract.ts';

export interface Opening {
  readonly definition: DefinitionRecord;
  readonly model: ProcessModel;
  readonly unitPath: string;
  readonly now: string;
  readonly variables: Variables;
  readonly businessKey?: string;
  readonly title?: string;
  /** ids of the register */
  readonly persons?: readonly string[];
  readonly confidentiality?: string | undefined;
  /** the round it is a line of */
  readonly round?: string;
  /** its place in the list of the round */
  readonly ordinal?: number;
}

const LONGEST_TITLE = 300;
/** no letters that are misread for digits or for each other */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

export function newCase(services: Services, opening: Opening): { readonly caseId: string; readonly create: NewCase } {
  const { definition, unitPath, now, businessKey } = opening;
  const caseId = services.newId();
  const create: NewCase = {
    procedure: definition.key,
    definition: definition.id,
    ...(businessKey !== undefined && { businessKey }),
    code: codeOf(caseId, now),
    title: opening.title ?? titleOf(services, opening),
    unitPath,
    ...(opening.persons && opening.persons.length > 0 && { parties: opening.persons }),
    ...(opening.model.lines !== undefined && { lines: opening.model.lines }),
    ...(opening.round !== undefined && { round: opening.round }),
    ...(opening.ordinal !== undefined && { ordinal: opening.ordinal }),
    ...(opening.confidentiality !== undefined && { confidentiality: opening.confidentiality }),
  };
  return { caseId, create };
}

/** `26-7KQ2-M9XD`: the year, and the last 40 (random) bits of the case id. */
export function codeOf(caseId: string, now: string): string {
  let bits = BigInt(`0x${caseId.replaceAll('-', '').slice(-10)}`);
  let text = '';
  for (let i = 0; i < CODE_LENGTH; i += 1, bits >>= 5n) text = `${LETTERS.charAt(Number(bits & 31n))}${text}`;
  return `${now.slice(2, 4)}-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The model's title expression on the starting variables; the procedure's name where that gives no text. */
function titleOf({ limits }: Services, { model, variables, now, definition }: Opening): string {
  try {
    const title = model.caseTitle?.evaluate({ variable: (name) => variables[name], now, fuel: stepFuel(limits.fuel) });
    if (typeof title === 'string' && title.trim() !== '') return title.trim().slice(0, LONGEST_TITLE);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
  }
  return definition.name || definition.key;
}
