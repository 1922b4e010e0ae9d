/** A part of the world that is not there, or cannot be used: the element that asked for it gets an incident with this message. */
export interface Missing {
  readonly missing: string;
}

export const isMissing = (part: unknown): part is Missing => typeof part === 'object' && part !== null && 'missing' in part;
