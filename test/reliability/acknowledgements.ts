/** What a client was told, in a file: written before the client goes on. The page cache outlives a killed process. */
import fs from 'node:fs';
import type { Json } from '../../expressions/json.ts';

export interface Acknowledgements {
  read(key: string): Json | undefined;
  write(key: string, outcome: Json): void;
}

export function openAcknowledgements(file: string): Acknowledgements {
  const known = readAcknowledgements(file);
  const descriptor = fs.openSync(file, 'a');
  return {
    read: (key) => known.get(key),
    write(key, outcome) {
      known.set(key, outcome);
      fs.writeSync(descriptor, `${JSON.stringify([key, outcome])}\n`);
    },
  };
}

export function readAcknowledgements(file: string): Map<string, Json> {
  if (!fs.existsSync(file)) return new Map();
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  // a kill in the middle of a line: that client was not told
  return new Map(lines.slice(0, -1).map((line) => JSON.parse(line) as [string, Json]));
}
