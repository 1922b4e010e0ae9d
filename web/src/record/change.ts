import type { Json } from '../../../expressions/json.ts';

/** Of one field, by its place. */
export interface Change {
  readonly place: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
}
