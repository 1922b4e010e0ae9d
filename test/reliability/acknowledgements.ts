/** What clients asked and what they were told, in a file: written before they go on. The page cache outlives a killed process. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { CommandOf, CommandType } from '../../commands/contract.ts';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';

/** A command on its way: its client will send it again until it is answered. */
export interface Intent {
  readonly key: string;
  readonly actor: Actor;
  readonly command: CommandOf<CommandType>;
}

export interface Acknowledgements {
  read(key: string): Json | undefined;
  intend(intent: Intent): void;
  write(key: string, outcome: Json): void;
}

export function openAcknowledgements(file: string): Acknowledgements {
  const known = readAcknowledgements(file);
  const descriptor = fs.openSync(file, 'a');
  return {
    read: (key) => known.get(key),
    intend: (intent) => void fs.writeSync(descriptor, `${JSON.stringify(intent)}\n`),
    write(key, outcome) {
      known.set(key, outcome);
      fs.writeSync(descriptor, `${JSON.stringify([key, outcome])}\n`);
    },
  };
}

function entriesOf(file: string): readonly (Intent | [string, Json])[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  // a kill in the middle of a line: that client was not told
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Intent | [string, Json]);
}

function readAcknowledgements(file: string): Map<string, Json> {
  return new Map(entriesOf(file).filter((entry) => Array.isArray(entry)));
}

/** What was asked and never answered, in order. */
export function unanswered(files: readonly string[], told: ReadonlyMap<string, Json>): readonly Intent[] {
  const intents = files.flatMap((file) => entriesOf(file).filter((entry): entry is Intent => 'key' in entry));
  return [...new Map(intents.filter(({ key }) => !told.has(key)).map((intent) => [intent.key, intent])).values()];
}

/** Of all nodes' clients. The same key may have been answered several times, always alike. */
export function mergedAcknowledgements(files: readonly string[]): Map<string, Json> {
  const all = new Map<string, Json>();
  for (const [key, outcome] of files.flatMap((file) => [...readAcknowledgements(file)])) {
    const before = all.get(key);
    if (before !== undefined) assert.deepEqual(outcome, before, `the second answer to ${key}`);
    all.set(key, outcome);
  }
  return all;
}
