export type ProcessModel = { id: string };
