/** Each attribute of each type, inherited ones too: some 1,280 pairs, a minute and a half of work. */
import { proveAttributes } from '../engine/model/attributes/prove-attributes.ts';

proveAttributes('all');
