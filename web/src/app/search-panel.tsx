/** Ctrl+K: cases by code, title or business key, and the pages by name. */
import { Spotlight } from '@mantine/spotlight';
import { IconChecklist, IconFilePlus, IconFolder, IconFolders, IconSearch } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../shared/request.ts';
import type { CaseItem, Page } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';

const WAIT_MS = 200;
const SHOWN = 8;

export function SearchPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['search', text],
    enabled: text.length > 1,
    queryFn: async ({ signal }) => await request<Page<CaseItem>>('/cases', { query: { text, limit: SHOWN }, signal }),
  });
  const pages = [
    { id: 'inbox', label: t('inbox.title'), icon: IconChecklist, go: async () => await navigate({ to: '/viec' }) },
    { id: 'cases', label: t('cases.title'), icon: IconFolders, go: async () => await navigate({ to: '/ho-so' }) },
    { id: 'start', label: t('start.title'), icon: IconFilePlus, go: async () => await navigate({ to: '/lap-ho-so' }) },
  ].filter(({ label }) => label.toLocaleLowerCase('vi').includes(typed.trim().toLocaleLowerCase('vi')));
  const found = text.length > 1 ? (data?.items ?? []) : [];
  return (
    <Spotlight.Root query={typed} onQueryChange={setTyped} shortcut="mod + K" scrollable maxHeight={420}>
      <Spotlight.Search placeholder={t('shell.search')} leftSection={<IconSearch {...ICON} />} />
      <Spotlight.ActionsList>
        {pages.map(({ id, label, icon: Icon, go }) => (
          <Spotlight.Action key={id} label={label} leftSection={<Icon {...ICON} />} onClick={() => void go()} />
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
