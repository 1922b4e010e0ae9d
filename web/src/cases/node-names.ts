/** Names of the elements of a diagram, as its author called them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { diagramQuery } from './case-queries.ts';

export function useNodeNames(definition: string): (node: string) => string {
  const { data } = useQuery(diagramQuery(definition));
  const names = useMemo(() => (data === undefined ? new Map<string, string>() : namesIn(data)), [data]);
  return (node) => names.get(node) ?? node;
}

function namesIn(source: string): ReadonlyMap<string, string> {
  const elements = new DOMParser().parseFromString(source, 'application/xml').querySelectorAll('[id][name]');
  return new Map([...elements].map((element) => [element.getAttribute('id') ?? '', element.getAttribute('name') ?? '']));
}
