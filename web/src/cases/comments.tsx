import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { newKey, request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { CaseDetail } from '../shared/types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { commentsQuery } from './case-queries.ts';
import { MentionBox } from './mention-box.tsx';
import { mentionedIn, partsOf } from './mentions.ts';
import { useMentionable } from './use-mentionable.ts';

export function Comments({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error } = useQuery(commentsQuery(record.id));
  const names = useNames(data?.items.map(({ person, account }) => person ?? account) ?? []);
  const { account, person: me } = useSession();
  const people = useMentionable(record);
  const others = people.filter(({ id }) => id !== account && id !== me);
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: async (key: string) => {
      const mentions = mentionedIn(text, others);
      const body = { text: text.trim(), ...(mentions.length > 0 && { mentions }) };
      return await request(`/cases/${record.id}/comments`, { method: 'POST', body, idempotencyKey: key });
    },
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
              <p>
                {partsOf(said, people).map((part) =>
                  part.isMention ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
                )}
              </p>
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
          <MentionBox text={text} people={others} onChange={setText} />
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
