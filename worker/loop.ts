/** A loop that takes what is there, again at once while there is more, else after a while. Stopping waits for the turn under way. */
import type { Logger } from '../logging/logger.ts';

export interface Loop {
  /** look now: something was written that this loop takes */
  wake(): void;
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  readonly logger: Logger;
  /** pause when there was nothing to do, and after a failed turn */
  readonly pauseMs: number;
}

/** `turn` answers whether there may be more. A turn that throws is logged and tried again after the pause. */
export function startLoop({ name, logger, pauseMs }: LoopOptions, turn: () => Promise<boolean>): Loop {
  let stopped = false;
  let woken = false;
  let ring: (() => void) | undefined;

  async function pause(): Promise<void> {
    if (woken || stopped) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      ring = done;
      timer = setTimeout(done, pauseMs);
    });
    clearTimeout(timer);
    ring = undefined;
  }

  async function takeTurn(): Promise<boolean> {
    try {
      return await turn();
    } catch (error) {
      logger.error({ error, loop: name }, 'a worker loop failed and will try again');
      return false;
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      if (!(await takeTurn())) await pause();
    }
  }

  const running = run();
  return {
    wake() {
      woken = true;
      ring?.();
    },
    async stop() {
      stopped = true;
      ring?.();
      await running;
    },
  };
}
