/** Ctrl+K: cases by code, title or business key, and the pages by name. */
import { spotlight, Spotlight } from '@mantine/spotlight';
import { IconFolder, IconLayoutList, IconSearch } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { folded } from '../shared/folded.ts';
import { useCheckOffered } from '../documents/check-offered.ts';
import { request } from '../shared/request.ts';
import { useAbility } from '../shared/session.ts';
import type { CaseItem, Page } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { PAGES } from './pages.ts';
import '@mantine/spotlight/styles.css';

const WAIT_MS = 200;
const SHOWN = 8;

/** `asked`: how often it was asked for; each time it opens. */
export function SearchPanel({ asked }: { readonly asked: number }) {
  const { t } = useTranslation();
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const checks = useCheckOffered();
  const navigate = useNavigate();
  const ability = useAbility();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['search', text],
    enabled: text.length > 1,
    queryFn: async ({ signal }) => await request<Page<CaseItem>>('/cases', { query: { text, limit: SHOWN }, signal }),
  });
  const pages = PAGES.filter(({ title, may }) => ability && may({ ability, checks }) && folded(t(title)).includes(folded(typed.trim())));
  const found = text.length > 1 ? (data?.items ?? []) : [];
  return (
    <Spotlight.Root query={typed} onQueryChange={setTyped} shortcut={null} scrollable maxHeight={420}>
      <Spotlight.Search placeholder={t('shell.search')} leftSection={<IconSearch {...ICON} />} />
      <Spotlight.ActionsList>
        {pages.map(({ to, title }) => (
          <Spotlight.Action key={to} label={t(title)} leftSection={<IconLayoutList {...ICON} />} onClick={() => void navigate({ to })} />
        ))}
        {found.map(({ id, code, title }) => (
          <Spotlight.Action
            key={id}
            label={title}
            description={code}
            leftSection={<IconFolder {...ICON} />}
            onClick={() => void navigate({ to: '/ho-so/$caseId', params: { caseId: id } })}
          />
        ))}
        {pages.length + found.length === 0 && <Spotlight.Empty>{t(isFetching ? 'search.looking' : 'search.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
