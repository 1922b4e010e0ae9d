import type { Json } from '../../expressions/json.ts';

/** JSON where it is JSON, else text: `?variable=amount&value=3`, `?variable=name&value=An`. */
export function valueOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
