import type { SqlPredicate } from '../../store/contract.ts';

export const bothOf = (one: SqlPredicate, other: SqlPredicate): SqlPredicate => ({
  sql: `(${one.sql}) and (${other.sql})`,
  bindings: [...one.bindings, ...other.bindings],
});
