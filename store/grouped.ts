/**
 * Calls that come while others are under way travel together, in one statement: the round trip, the commit and its flush to disk
 * are shared. A call alone goes at once: nobody waits for company. When a group takes long, because somebody outside holds a lock
 * that one of its calls needs, the next one does not wait for it.
 */
export interface GroupLimits {
  /** calls in a group */
  readonly most: number;
  /** groups under way at the same time, where each is slow */
  readonly atOnce: number;
  /** milliseconds after which the next group goes although one is under way */
  readonly patience: number;
}

/** Measured on two cores: one group at a time is half again as fast as two, since each is then larger. */
export const STEP_GROUPS: GroupLimits = { most: 32, atOnce: 6, patience: 20 };

export interface GroupWork<I, O> {
  /** One answer for each input, in their order. */
  run(inputs: readonly I[]): Promise<readonly O[]>;
  /** This fault says that nothing of the group was done: so each call is tried by itself, and a fault of one refuses no other. */
  undone(fault: unknown): boolean;
}

interface Waiting<I, O> {
  readonly input: I;
  readonly done: (output: O) => void;
  readonly failed: (fault: unknown) => void;
}

export function grouped<I, O>({ run, undone }: GroupWork<I, O>, { most, atOnce, patience }: GroupLimits): (input: I) => Promise<O> {
  const queue: Waiting<I, O>[] = [];
  let underWay = 0;
  let impatience: NodeJS.Timeout | undefined;

  async function send(group: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outputs = await run(group.map(({ input }) => input));
      group.forEach(({ done }, at) => done(outputs[at] as O));
    } catch (fault) {
      if (group.length > 1 && undone(fault)) await Promise.all(group.map(async (one) => await send([one])));
      else for (const { failed } of group) failed(fault);
    }
  }

  function begin(): void {
    underWay += 1;
    void send(queue.splice(0, most)).finally(() => {
      underWay -= 1;
      next();
    });
  }

  function next(): void {
    clearTimeout(impatience);
    impatience = undefined;
    if (queue.length > 0 && underWay === 0) begin();
    if (queue.length > 0 && underWay < atOnce) impatience = setTimeout(afterPatience, patience);
  }

  function afterPatience(): void {
    impatience = undefined;
    begin();
    if (queue.length > 0 && underWay < atOnce) impatience = setTimeout(afterPatience, patience);
  }

  return async (input) =>
    await new Promise<O>((done, failed) => {
      queue.push({ input, done, failed });
      if (underWay === 0 || !impatience) next();
    });
}
