/** What changes elsewhere comes here: what is shown of that case is asked for again, and whoever listens is told. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

interface CaseChanged {
  readonly caseId: string;
  readonly revision: number;
}

/** `caseId`: what has changed; none: it is not known what all has. */
type OnChange = (caseId?: string) => void;
const nobody: OnChange = () => {};

export function useLiveChanges(onChange: OnChange = nobody): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('case.changed', (event) => {
      const changed = JSON.parse((event as MessageEvent<string>).data) as CaseChanged;
      refresh(client, changed);
      onChange(changed.caseId);
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
