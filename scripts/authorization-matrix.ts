/** Writes the table of rights anew from the rules. The difference is to be reviewed: the table is what was decided. */
import fs from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { computeMatrix } from '../test/policies/matrix/compute-matrix.ts';
import { writeMatrix } from '../test/policies/matrix/matrix-text.ts';

const file = path.join(import.meta.dirname, '../test/policies/matrix/matrix.md');
fs.writeFileSync(file, await format(writeMatrix(computeMatrix()), { parser: 'markdown' }));
