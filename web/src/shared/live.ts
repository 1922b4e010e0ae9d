/** What changes elsewhere comes here: the lists that it may concern are asked again, and whoever listens is told how many changed. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

interface CaseChanged {
  readonly caseId: string;
  readonly revision: number;
}

export function useLiveChanges(onChange: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('case.changed', (event) => {
      refresh(client, JSON.parse((event as MessageEvent<string>).data) as CaseChanged);
      onChange();
    });
    source.addEventListener('reset', () => {
      void client.invalidateQueries({ queryKey: ['case'] });
      onChange();
    });
    return () => source.close();
  }, [client, onChange]);
}

function refresh(client: QueryClient, { caseId }: CaseChanged): void {
  void client.invalidateQueries({ queryKey: ['case', caseId] });
  void client.invalidateQueries({ queryKey: ['counts'] });
  void client.invalidateQueries({ queryKey: ['notices'] });
}

/** One case is kept fresh by the same stream. */
export function useLiveCase(caseId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('case.changed', (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as CaseChanged;
      if (change.caseId === caseId) refresh(client, change);
    });
    source.addEventListener('reset', () => void client.invalidateQueries({ queryKey: ['case', caseId] }));
    return () => source.close();
  }, [client, caseId]);
}
