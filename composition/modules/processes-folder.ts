import path from 'node:path';

/** Where the modules lie that come with the product. */
export const PROCESSES_FOLDER = path.join(import.meta.dirname, '..', '..', 'processes');
