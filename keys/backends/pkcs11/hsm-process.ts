/**
 * Keeps the HSM's process: started when it is needed, restarted when it died, and asked one question at a time, so that a death loses one
 * answer and no more. A question that was handed over is never asked again by itself: the key may already have signed.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { Logger } from '../../../logging/logger.ts';
import type { HsmAnswer, HsmQuestion, HsmToken } from './hsm-message.ts';

export interface HsmProcessOptions extends HsmToken {
  readonly clock: () => number;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** the process's code; another in tests */
  readonly script?: URL;
}

/** Why there is no answer: it was never asked (`unasked`, `starting too often`, `busy`), or the process died over it (`lost`). */
export type NoAnswer = 'busy' | 'down' | 'lost' | 'timedOut';

export class HsmSilence extends Error {
  readonly why: NoAnswer;
  constructor(why: NoAnswer, message: string) {
    super(message);
    this.why = why;
  }
}

interface Turn {
  readonly question: HsmQuestion;
  readonly timeoutMs: number;
  readonly resolve: (answer: HsmAnswer) => void;
  readonly reject: (error: HsmSilence) => void;
}

const LONGEST_QUEUE = 512;
/** A library that crashes at once must not be started for ever. */
const MOST_STARTS = 5;
const STARTS_WITHIN_MS = 60_000;

export class HsmProcess {
  readonly #options: HsmProcessOptions;
  readonly #queue: Turn[] = [];
  #starts: number[] = [];
  #child: ChildProcess | undefined;
  #current: Turn | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: HsmProcessOptions) {
    this.#options = options;
  }

  /** for tests: the process that may be killed */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The limit counts from when the question is handed over. Throws HsmSilence. */
  async ask(question: HsmQuestion, timeoutMs: number): Promise<HsmAnswer> {
    if (this.#closed) throw new HsmSilence('down', 'Expected the HSM to be open.');
    if (this.#queue.length >= LONGEST_QUEUE) throw new HsmSilence('busy', 'Expected the HSM to have less to do.');
    return await new Promise<HsmAnswer>((resolve, reject) => {
      this.#queue.push({ question, timeoutMs, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.splice(0)) reject(new HsmSilence('down', 'Expected the HSM to stay open.'));
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  #next(): void {
    if (this.#current) return;
    const turn = this.#queue.shift();
    if (!turn) return;
    const child = this.#child ?? this.#start();
    if (!child) {
      turn.reject(new HsmSilence('down', `Expected the HSM's process to stay alive, but it was started ${MOST_STARTS} times in a minute.`));
      this.#next();
      return;
    }
    this.#current = turn;
    this.#timer = setTimeout(() => this.#giveUp(child), turn.timeoutMs);
    child.send(turn.question, (error) => {
      if (error) child.kill('SIGKILL');
    });
  }

  #start(): ChildProcess | undefined {
    const { clock, module, token, script = new URL('hsm-child.ts', import.meta.url), logger } = this.#options;
    this.#starts = this.#starts.filter((at) => at > clock() - STARTS_WITHIN_MS);
    if (this.#starts.length >= MOST_STARTS) return undefined;
    this.#starts.push(clock());
    const child = fork(script, [module, token], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      // whatever the library prints stays out of the logs
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    child.on('message', (answer: HsmAnswer) => this.#settle(child, answer));
    child.on('error', () => child.kill('SIGKILL'));
    child.on('exit', (code, signal) => this.#lose(child, code ?? signal));
    logger.info({ pid: child.pid }, 'process of the HSM started');
    return child;
  }

  #settle(child: ChildProcess, answer: HsmAnswer): void {
    if (this.#child !== child) return;
    this.#take()?.resolve(answer);
    this.#next();
  }

  /** The library blocks: only the end of its process ends it. */
  #giveUp(child: ChildProcess): void {
    // from now on it is nobody's: the next question goes to a new one
    this.#child = undefined;
    child.kill('SIGKILL');
    this.#options.logger.warn({ pid: child.pid }, 'process of the HSM gave no answer in time and was ended');
    this.#take()?.reject(new HsmSilence('timedOut', 'Expected an answer of the HSM in time.'));
    this.#next();
  }

  #lose(child: ChildProcess, how: number | string | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (!this.#closed) this.#options.logger.warn({ how }, 'process of the HSM ended');
    this.#take()?.reject(new HsmSilence('lost', 'Expected an answer of the HSM, but its process ended.'));
    this.#next();
  }

  #take(): Turn | undefined {
    clearTimeout(this.#timer);
    const turn = this.#current;
    this.#current = undefined;
    return turn;
  }
}
