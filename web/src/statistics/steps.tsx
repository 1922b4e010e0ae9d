/** Where cases of a procedure wait and how long each of its steps takes: on its diagram and as a table. */
import { SegmentedControl, Select, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import type { StepNumbers } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { percent, share, tenth, whole } from './numbers.ts';
import type { Counted } from './statistics-filters.ts';
import { stepsQuery } from './statistics-queries.ts';
import type { MapOf } from './step-map.tsx';
import { WideTable } from './wide-table.tsx';

// the diagram is heavy, and the numbers are of use before it is there
const StepMap = lazy(async () => ({ default: (await import('./step-map.tsx')).StepMap }));

interface Shown {
  readonly filters: Counted;
  /** that is shown first: of which the most runs */
  readonly first: string;
}

const OF = ['waiting', 'days'] as const satisfies readonly MapOf[];

export function Steps({ filters, first }: Shown) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  const [of, setOf] = useState<MapOf>('waiting');
  const procedure = filters.thutuc ?? chosen ?? first;
  const { data: procedures = [] } = useQuery(proceduresQuery);
  const { data, error, isPending, refetch } = useQuery(stepsQuery(filters, procedure));
  const definition = procedures.find(({ key }) => key === procedure);
  return (
    <section className="card" aria-labelledby="steps">
      <div className="section-head">
        <h2 id="steps">{t('statistics.steps')}</h2>
        <div className="line start no-print">
          {filters.thutuc === undefined && (
            <Select
              size="xs"
              w={300}
              aria-label={t('cases.column.procedure')}
              data={procedures.map(({ key, name }) => ({ value: key, label: name }))}
              value={procedure}
              onChange={(key) => setChosen(key ?? undefined)}
              allowDeselect={false}
              searchable
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('statistics.mapOf')}
            data={OF.map((value) => ({ value, label: t(`statistics.map.${value}`) }))}
            value={of}
            onChange={(value) => setOf(value as MapOf)}
          />
        </div>
      </div>
      {isPending && <Skeleton height={300} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && definition && (
        <Suspense fallback={<Skeleton height={300} />}>
          <StepMap definition={definition.id} steps={data.steps} of={of} />
        </Suspense>
      )}
      {data && <StepTable steps={data.steps} />}
    </section>
  );
}

function StepTable({ steps }: { readonly steps: StepNumbers['steps'] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return <p className="dim chart">{t('statistics.noSteps')}</p>;
  const sorted = steps.toSorted((a, b) => b.waiting - a.waiting || b.done - a.done);
  return (
    <WideTable labelledBy="steps">
      <table className="table numbers">
        <thead>
          <tr>
            <th scope="col">{t('inbox.column.step')}</th>
            <th scope="col">{t('statistics.map.waiting')}</th>
            <th scope="col">{t('deadline.state.overdue')}</th>
            <th scope="col">{t('statistics.done')}</th>
            <th scope="col">{t('statistics.figure.onTime')}</th>
            <th scope="col">{t('statistics.map.days')}</th>
            <th scope="col">{t('statistics.returned')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ node, name, waiting, overdue, done, onTime, late, medianDays, returned }) => (
            <tr key={node}>
              <th scope="row">{name}</th>
              <td>{whole(waiting)}</td>
              <td>{whole(overdue)}</td>
              <td>{whole(done)}</td>
              <td>{percent(share(onTime, onTime + late))}</td>
              <td>{medianDays === undefined ? '—' : tenth(medianDays)}</td>
              <td>{whole(returned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
