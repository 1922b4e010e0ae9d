/**
 * ClamAV's daemon by its own protocol (clamd(8), INSTREAM): files are streamed to it, never laid where another program could read them. Few
 * at a time, and few that wait, because each is held in memory meanwhile.
 */
import type { FileScanner, ScanVerdict } from '../commands/uploads/file-scanner.ts';
import { askClamd, isCut, unavailable, type ClamdAddress } from './clamd-connection.ts';

const VERSION_MS = 5_000;
const AT_ONCE = 4;
const MOST_WAITING = 16;
const TRIES = 3;
/** clamd's answers to a stream, see clamd(8) */
const CLEAN = 'stream: OK';
const FOUND = /^stream: (.{1,200}) FOUND$/;
const TOO_LARGE = 'INSTREAM size limit exceeded. ERROR';
/** what `AlertExceedsMax` makes of a file that it could not look at to its end: no malware */
const EXCEEDED = 'Heuristics.Limits.Exceeded';

export function createClamdScanner(address: ClamdAddress): FileScanner {
  const inTurn = fewAtOnce();
  return {
    async version() {
      const version = await askClamd(address, 'VERSION', VERSION_MS);
      if (/^ClamAV [\x20-\x7e]{1,200}$/.test(version)) return version;
      throw unavailable('Expected the version of a ClamAV.');
    },
    scan: async (file, withinMs) => await inTurn(async (until) => verdictOf(await streamed(address, file, until)), Date.now() + withinMs),
  };
}

/** To whom a file is too long says so and hangs up; what it said is lost when it crosses with what is written. So whoever is cut off asks again. */
async function streamed(address: ClamdAddress, file: Buffer, until: number, tries = TRIES): Promise<string> {
  const left = until - Date.now();
  if (left <= 0) throw unavailable('Expected a scanner with less to do.');
  try {
    return await askClamd(address, 'INSTREAM', left, file);
  } catch (error) {
    if (tries <= 1 || !isCut(error)) throw error;
    return await streamed(address, file, until, tries - 1);
  }
}

function verdictOf(answer: string): ScanVerdict {
  if (answer === CLEAN) return { verdict: 'clean' };
  if (answer === TOO_LARGE) return { verdict: 'beyond', limit: 'StreamMaxLength' };
  const finding = FOUND.exec(answer)?.[1];
  if (finding === undefined) throw unavailable(`Expected a verdict, but found "${answer.slice(0, 200)}".`);
  return finding.startsWith(EXCEEDED) ? { verdict: 'beyond', limit: finding } : { verdict: 'found', finding };
}

/** `until`: milliseconds of the epoch, waiting included. */
function fewAtOnce() {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: (until: number) => Promise<T>, until: number): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw unavailable('Expected fewer files that wait to be scanned.');
      // the place of the one that ends is handed on
      await new Promise<void>((resolve) => void waiting.push(resolve));
    } else running += 1;
    try {
      return await work(until);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
