const PREFIX = 'paper:';

/**
 * Somebody who acted on paper or in another system and has no record here, for the separation of duties: the same name is taken
 * for the same person, however it was typed.
 */
export function paperName(name: string): string {
  return PREFIX + name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi');
}
