/** A request about an account: the form of the procedure, filled in with what is known; somebody of the department decides. */
import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStructure, type JsonObject } from '../../../forms/form.ts';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { request } from '../shared/request.ts';
import type { AccountDetail, DefinitionItem } from '../shared/types.ts';
import { StartForm } from '../start/start-form.tsx';
import { LoadingPage } from '../ui/loading-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ACCOUNT_PROCEDURES } from './account-procedures.ts';
import { useAccountRights } from './account-rights.ts';
import { firstRequest } from './first-request.ts';
import { NotForYou } from './not-for-you.tsx';
import './accounts.css';

const CHANGES = ['accounts'];
/** Read when the form opens, never from before, and never again below what is typed. */
const AS_IT_IS = { staleTime: Infinity, gcTime: 0 } as const;

export function ProposePage() {
  const { t } = useTranslation();
  const { viec = 'CREATE' } = useSearch({ from: '/inside/tai-khoan/lap-de-nghi' });
  const { known, proposes } = useAccountRights();
  const { data = [], isPending } = useQuery(proceduresQuery);
  const definition = data.find(({ key }) => key === ACCOUNT_PROCEDURES.request);
  if (isPending || !known) return <LoadingPage />;
  if (!definition || !proposes) return <NotForYou />;
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/tai-khoan" {...props} />}>{t('accounts.title')}</Anchor>
      </div>
      <Known definition={definition} operation={viec} />
    </div>
  );
}

function Known({
  definition,
  operation,
}: {
  readonly definition: DefinitionItem;
  readonly operation: NonNullable<ReturnType<typeof useProposal>['viec']>;
}) {
  const { t } = useTranslation();
  const { taikhoan, donvi, tu } = useProposal();
  const account = useQuery({
    queryKey: ['accounts', 'asked', taikhoan],
    enabled: taikhoan !== undefined,
    ...AS_IT_IS,
    queryFn: async ({ signal }) => await request<AccountDetail>(`/accounts/${encodeURIComponent(taikhoan ?? '')}`, { signal }),
  });
  const earlier = useQuery({
    queryKey: ['accounts', 'again', tu],
    enabled: tu !== undefined,
    ...AS_IT_IS,
    queryFn: async ({ signal }) => await earlierRequest(tu ?? '', signal),
  });
  const failed = [account, earlier].find(({ error }) => error !== null);
  const waits = (taikhoan !== undefined && account.isPending) || (tu !== undefined && earlier.isPending);
  const title = tu === undefined ? t(`accounts.propose.${operation}`) : t('accounts.again');
  return (
    <>
      <h1>{account.data ? `${title}: ${account.data.personName}` : title}</h1>
      <p className="dim">{t(tu === undefined ? 'accounts.proposeHint' : 'accounts.againHint')}</p>
      {failed && <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />}
      {waits && !failed && <Skeleton height={300} />}
      {!waits && !failed && (
        <StartForm
          definition={definition}
          first={{ request: earlier.data ?? firstRequest(operation, account.data, donvi) }}
          titled={false}
          changes={CHANGES}
        />
      )}
    </>
  );
}

const useProposal = () => useSearch({ from: '/inside/tai-khoan/lap-de-nghi' });

/** As it was filled in, without what the reader may not see. */
async function earlierRequest(caseId: string, signal: AbortSignal): Promise<JsonObject> {
  const { scopes, masked = [] } = await request<{ scopes: Record<string, JsonObject>; masked?: readonly string[] }>(
    `/cases/${caseId}/variables`,
    { signal },
  );
  const asked = scopes['1']?.request;
  if (asked === undefined || !isStructure(asked)) return {};
  return Object.fromEntries(Object.entries(asked).filter(([name]) => !masked.some((place) => place.startsWith(`request.${name}`))));
}
