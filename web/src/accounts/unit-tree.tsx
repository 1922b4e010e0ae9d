/** Units as a tree by the keys of WAI-ARIA: arrows, Home, End, letters with or without diacritics; Enter or Space chooses. */
import { Skeleton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { folded } from '../shared/folded.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { rowByKey, treeRows, unitsAbove, type TreeRow } from './tree-rows.ts';
import { branchQuery } from './unit-queries.ts';

interface Tree {
  readonly roots: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

const TYPING_MS = 700;

export function UnitTree({ roots, chosen, onChoose }: Tree) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([...roots, ...unitsAbove(chosen ?? '')]));
  const [pointed, setPointed] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const asked = [...new Set([...roots, ...[...open].filter((path) => roots.some((root) => isUnder(path, root)))])];
  const answers = useQueries({ queries: asked.map((path) => branchQuery(path)) });
  const rows = treeRows(roots, (path) => answers[asked.indexOf(path)]?.data, open);
  const failed = answers.find(({ error }) => error !== null);
  // what was chosen elsewhere is brought to light
  useEffect(() => {
    if (chosen !== undefined) setOpen((before) => new Set([...before, ...unitsAbove(chosen)]));
  }, [chosen]);

  const current = Math.max(
    0,
    rows.findIndex(({ unit }) => unit.path === (pointed ?? chosen)),
  );
  const point = (at: number): void => {
    const path = rows[at]?.unit.path;
    setPointed(path);
    // rows that are about to open are drawn first
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-path="${path ?? ''}"]`)?.focus());
  };
  const toggle = ({ unit, expanded }: TreeRow): void => {
    const next = new Set(open);
    if (expanded === true) next.delete(unit.path);
    else next.add(unit.path);
    setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[current];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = rowByKey(rows, current, event.key);
    const opens = event.key === 'ArrowRight' && row.expanded === false;
    const closes = event.key === 'ArrowLeft' && row.expanded === true;
    if (opens || closes) toggle(row);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(row.unit.path);
    else if (to !== undefined) point(to);
    else if (event.key.length === 1) point(byLetters(rows, current, typed.current, event.key));
    else return;
    event.preventDefault();
  };
  if (failed) return <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (rows.length === 0) return <Skeleton height={160} />;
  return (
    <div ref={frame} className="tree" role="tree" aria-label={t('accounts.units')} onKeyDown={onKeyDown}>
      {rows.map((row, at) => (
        <Item
          key={row.unit.path}
          row={row}
          chosen={row.unit.path === chosen}
          reached={at === current}
          loading={row.expanded === true && answers[asked.indexOf(row.unit.path)]?.isPending === true}
          onChoose={() => {
            setPointed(row.unit.path);
            onChoose(row.unit.path);
          }}
          onToggle={() => toggle(row)}
        />
      ))}
    </div>
  );
}

interface One {
  readonly row: TreeRow;
  readonly chosen: boolean;
  /** the one that Tab comes to */
  readonly reached: boolean;
  readonly loading: boolean;
  readonly onChoose: () => void;
  readonly onToggle: () => void;
}

function Item({ row: { unit, level, position, siblings, expanded }, chosen, reached, loading, onChoose, onToggle }: One) {
  const Icon = expanded === true ? IconChevronDown : IconChevronRight;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={chosen}
      aria-expanded={expanded}
      aria-busy={loading || undefined}
      data-path={unit.path}
      tabIndex={reached ? 0 : -1}
      style={{ paddingInlineStart: 6 + (level - 1) * 16 }}
      onClick={onChoose}
    >
      {expanded === undefined ? (
        <span className="twig" />
      ) : (
        <span
          className="twig"
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
        </span>
      )}
      <span>{unit.name}</span>
    </div>
  );
}

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}.`);

/** The next row whose name begins with what was typed in one go. */
function byLetters(rows: readonly TreeRow[], at: number, typed: { text: string; at: number }, letter: string): number {
  const now = performance.now();
  typed.text = now - typed.at > TYPING_MS ? letter : typed.text + letter;
  typed.at = now;
  const sought = folded(typed.text);
  const from = typed.text.length === 1 ? at + 1 : at;
  const order = rows.map((_, index) => (from + index) % rows.length);
  return order.find((index) => folded(rows[index]?.unit.name ?? '').startsWith(sought)) ?? at;
}
