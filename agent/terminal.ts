/** The person at this computer. Nothing that is typed for a PIN is shown, kept or written anywhere. */
import readline from 'node:readline';
import { Writable, type Readable } from 'node:stream';

export interface Terminal {
  tell(text: string): void;
  /** undefined when nobody is there */
  ask(question: string): Promise<string | undefined>;
  askSecret(question: string): Promise<string | undefined>;
  close(): void;
}

export function openTerminal(input: Readable & { readonly isTTY?: boolean }, output: Writable): Terminal {
  const gate = new Gate(output);
  const reader = readline.createInterface({ input, output: gate, terminal: input.isTTY === true, historySize: 0 });
  const [lines, takers]: [string[], ((line: string | undefined) => void)[]] = [[], []];
  let closed = false;
  // lines that come before anybody asks wait for the next question
  reader.on('line', (line) => {
    const taker = takers.shift();
    if (taker) taker(line);
    else lines.push(line);
  });
  reader.on('close', () => {
    closed = true;
    for (const taker of takers.splice(0)) taker(undefined);
  });
  const next = async (): Promise<string | undefined> => {
    if (lines.length > 0) return lines.shift();
    if (closed) return undefined;
    return await new Promise((resolve) => void takers.push(resolve));
  };
  return {
    tell: (text) => void output.write(`${text}\n`),
    async ask(question) {
      output.write(question);
      return await next();
    },
    async askSecret(question) {
      output.write(question);
      gate.isShut = true;
      try {
        return await next();
      } finally {
        gate.isShut = false;
        output.write('\n');
      }
    },
    close: () => reader.close(),
  };
}

/** Between the line editor, which echoes what is typed, and the screen. */
class Gate extends Writable {
  isShut = false;
  readonly #output: Writable;

  constructor(output: Writable) {
    super();
    this.#output = output;
  }

  override _write(part: Buffer, _: BufferEncoding, done: () => void): void {
    if (!this.isShut) this.#output.write(part);
    done();
  }
}
