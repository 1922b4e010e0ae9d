/** Whose accounts are shown: the tree, or while something is typed the units that are called so. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/names.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { unitsAbove } from './tree-rows.ts';
import { unitsFoundQuery } from './unit-queries.ts';
import { UnitTree } from './unit-tree.tsx';

interface Choice {
  readonly roots: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

const WAIT_MS = 250;

export function UnitChoice({ roots, chosen, onChoose }: Choice) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const searching = typed.trim() !== '' && text !== '';
  return (
    <>
      <TextInput
        aria-label={t('accounts.findUnit')}
        placeholder={t('accounts.findUnit')}
        leftSection={<IconSearch {...ICON} size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {searching && (
        <Found
          roots={roots}
          text={text}
          onChoose={(path) => {
            setTyped('');
            onChoose(path);
          }}
        />
      )}
      <div hidden={searching}>
        <UnitTree key={roots.join(' ')} roots={roots} chosen={chosen} onChoose={onChoose} />
      </div>
    </>
  );
}

function Found({
  roots,
  text,
  onChoose,
}: {
  readonly roots: readonly string[];
  readonly text: string;
  readonly onChoose: (path: string) => void;
}) {
  const { t } = useTranslation();
  const { data = [], error, isFetching, refetch } = useQuery(unitsFoundQuery(roots, text));
  const above = data.map(({ path }) => unitsAbove(path).filter((one) => roots.some((root) => one === root || one.startsWith(`${root}.`))));
  const names = useNames([], above.flat());
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className="dim small" role="status">
        {data.length === 0 ? t(isFetching ? 'search.looking' : 'search.nothing') : t('accounts.unitsFound', { count: data.length })}
      </p>
      <ul className="found-units">
        {data.map(({ path, name }, at) => (
          <li key={path}>
            <button type="button" onClick={() => onChoose(path)}>
              {name}
              <small className="dim">{above[at]?.map((one) => names.unit(one)).join(' › ')}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
