/** Whether one is told by mail too. In the application one always is. */
import { Skeleton, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { newKey, request } from '../shared/request.ts';
import type { NoticePreferenceNow } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { mailQuery } from './settings-queries.ts';

export function MailChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { data, error } = useQuery(mailQuery);
  const choose = useMutation({
    mutationFn: async (mail: boolean) =>
      await request<NoticePreferenceNow>('/notices/preference', { method: 'PUT', body: { mail, language }, idempotencyKey: newKey() }),
    onSuccess: (chosen) => client.setQueryData(mailQuery.queryKey, chosen),
  });
  if (error) return <ProblemNote error={error} />;
  if (!data) return <Skeleton height={30} />;
  return (
    <>
      <Switch
        label={t('settings.mail')}
        description={t('settings.mailHint')}
        checked={data.mail}
        disabled={choose.isPending}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
      <ProblemNote error={choose.error} />
    </>
  );
}
