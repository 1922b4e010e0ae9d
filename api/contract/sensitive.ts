/** Kinds of protected data that an operation may give; `record`: the records of what people did. */
export type Sensitive = 'case' | 'person' | 'account' | 'record';
