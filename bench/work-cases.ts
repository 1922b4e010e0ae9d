/** The load of (b) and (c): lanes of officers who claim the task of a case, chosen by chance, and complete it with its form. */
import type { CommandOf, StepOutcome } from '../commands/contract.ts';
import type { Actor } from '../engine/command.ts';
import { officerOf } from './bench-office.ts';
import { benchCase } from './clone-cases.ts';

export interface Field {
  readonly batch: number;
  /** cases `from` to `to`, the latter not included */
  readonly from: number;
  readonly to: number;
  readonly units: number;
  /** instance of the open task of each case */
  readonly open: Int32Array;
}

export type Ask = (actor: Actor, command: CommandOf<'claimTask'> | CommandOf<'completeTask'>) => Promise<StepOutcome>;

export interface Worked {
  readonly steps: number;
  readonly seconds: number;
  /** of single steps, milliseconds */
  readonly latencies: readonly number[];
}

export const ANSWER = {
  subject: 'Thẩm định điều kiện thi hành án',
  opinion: 'Hồ sơ đầy đủ theo quy định; đề nghị lãnh đạo xem xét, cho ý kiến chỉ đạo để tiếp tục thực hiện.',
  fee: 250_000,
  agreed: true,
  kind: 'usual',
} as const;

export function fieldOf(batch: number, from: number, to: number, units: number, firstInstance: number): Field {
  return { batch, from, to, units, open: new Int32Array(to).fill(firstInstance) };
}

/** Lanes have cases of their own, so that none waits for another. `each`: cases that a lane works on, at most. */
export async function workCases(field: Field, lanes: number, milliseconds: number, ask: Ask, each = Infinity): Promise<Worked> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + milliseconds;
  const timed = async (actor: Actor, command: CommandOf<'claimTask'> | CommandOf<'completeTask'>): Promise<StepOutcome> => {
    const at = performance.now();
    const outcome = await ask(actor, command);
    latencies.push(performance.now() - at);
    return outcome;
  };
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = 0; n < each && performance.now() < until; n++) await workCase(field, chosen(field, lane, lanes), timed);
    }),
  );
  return { steps: latencies.length, seconds: (performance.now() - started) / 1_000, latencies };
}

function chosen({ from, to }: Field, lane: number, lanes: number): number {
  return from + lane + lanes * Math.floor(Math.random() * Math.floor((to - from) / lanes));
}

async function workCase({ batch, units, open }: Field, n: number, ask: Ask): Promise<void> {
  const actor = officerOf(n % units);
  const task = { caseId: benchCase(batch, n), instance: open[n] ?? 0 };
  await ask(actor, { type: 'claimTask', ...task });
  const { opened } = await ask(actor, { type: 'completeTask', ...task, outcome: 'more', variables: ANSWER });
  if (!opened[0]) throw new Error('Expected the next task to be opened.');
  open[n] = opened[0].instance;
}
