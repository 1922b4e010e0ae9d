import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import type { CaseDetail } from '../shared/types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { commentsQuery } from './case-queries.ts';

export function Comments({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error } = useQuery(commentsQuery(record.id));
  const names = useNames(data?.items.map(({ person, account }) => person ?? account) ?? []);
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: async (key: string) =>
      await request(`/cases/${record.id}/comments`, { method: 'POST', body: { text: text.trim() }, idempotencyKey: key }),
    async onSuccess() {
      setText('');
      await client.invalidateQueries({ queryKey: ['case', record.id] });
    },
  });
  return (
    <div className="stack">
      <ProblemNote error={error} />
      {data?.items.length === 0 && <EmptyState title={t('comments.empty')} hint={t('comments.emptyHint')} />}
      {data?.items.map(({ revision, at, person, account, text: said }) => {
        const name = names.person(person ?? account);
        return (
          <article key={revision} className="comment">
            <Avatar name={name} />
            <div>
              <b>{name}</b> <small className="dim">{dayAndClock(at)}</small>
              <p>{said}</p>
            </div>
          </article>
        );
      })}
      {record.permissions.includes('comment') && record.status !== 'ended' && (
        <form
          className="no-print stack"
          onSubmit={(event) => {
            event.preventDefault();
            say.mutate(newKey());
          }}
        >
          <Textarea
            label={t('comments.add')}
            autosize
            minRows={2}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ProblemNote error={say.error} />
          <div className="line end">
            <Button type="submit" loading={say.isPending} disabled={text.trim() === ''}>
              {t('comments.send')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
