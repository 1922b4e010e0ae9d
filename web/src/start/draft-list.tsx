/** Cases that I have begun to fill in and not sent: to go on with, here or wherever I sign in. */
import { Anchor, CloseButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { draftsQuery } from '../form/draft-doors.ts';
import { day, dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function DraftList() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data = [], error } = useQuery(draftsQuery);
  const names = useNames(
    [],
    [],
    data.map(({ procedure }) => procedure),
  );
  const drop = useMutation({
    mutationFn: async (draft: string) => await request(`/drafts/${draft}`, { method: 'DELETE', idempotencyKey: newKey() }),
    onSettled: async () => await client.invalidateQueries({ queryKey: draftsQuery.queryKey }),
  });
  if (data.length === 0 && !error) return null;
  return (
    <section aria-labelledby="drafts" className="stack tight">
      <h2 id="drafts">{t('draft.list')}</h2>
      <ProblemNote error={error ?? drop.error} />
      <ul className="card plain-list drafts">
        {data.map(({ draft, procedure, title, savedAt, expiresAt }) => {
          const name = title ?? names.procedure(procedure);
          return (
            <li key={draft} className="line">
              <span>
                <Anchor
                  renderRoot={(props) => <Link to="/lap-ho-so/$procedure" params={{ procedure }} search={{ nhap: draft }} {...props} />}
                >
                  {name}
                </Anchor>
                <small className="dim">
                  {[
                    title === undefined ? undefined : names.procedure(procedure),
                    t('draft.savedAt', { at: dayAndClock(savedAt), until: day(expiresAt) }),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </small>
              </span>
              <CloseButton
                aria-label={t('draft.dropOne', { name })}
                onClick={() => window.confirm(t('draft.dropSure')) && drop.mutate(draft)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
