import { workerData } from 'node:worker_threads';
import { answerApart } from '../apart/answer-apart.ts';
import type { NormaliseInput } from './normalise-apart.ts';
import { normaliseFile } from './normalise-file.ts';

const { file, limits, at } = workerData as NormaliseInput;

answerApart(() => normaliseFile(Buffer.from(file.buffer, file.byteOffset, file.byteLength), limits, at));
