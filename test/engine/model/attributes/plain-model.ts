/** A compiled model as a tree without cycles: nodes and flows that it refers to are named by their id. Nothing is left out. */
import type { ProcessModel } from '../../../../engine/model/process-model.ts';

export function plainOf(model: ProcessModel): unknown {
  const { nodes, flows, ...rest } = model;
  return {
    ...(plain(rest) as object),
    nodes: [...nodes].map(([id, node]) => [id, fields(node)]),
    flows: [...flows].map(([id, flow]) => [id, fields(flow)]),
  };
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return [...value].map(([key, inner]) => [plain(key), plain(inner)]);
  if (value instanceof Set) return [...value].map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('evaluate' in value && 'source' in value) return `=${String(value.source)}`;
  if ('id' in value && ('incoming' in value || 'target' in value)) return `@${String(value.id)}`;
  return fields(value);
}

/** Absent and undefined are told apart from every value, and the names are in order. */
function fields(value: object): unknown {
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
