/** Migrations are append-only: data written since cannot be un-known. The way back is a restored backup. */
export async function noWayBack(): Promise<void> {
  throw new Error('Migrations are append-only: restore a backup instead of going back.');
}
