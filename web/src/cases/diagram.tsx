/** The diagram of a case with the path it took. The same in words is the list of steps beside it. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, CasePathTaken, TaskItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { createViewer, showDiagram } from './bpmn-viewer.ts';
import { casePathQuery, diagramQuery } from './case-queries.ts';
import { showAround } from './show-around.ts';

interface Shown {
  readonly record: CaseDetail;
  readonly tasks: readonly TaskItem[];
  readonly focus: string | undefined;
}

export function Diagram({ record, tasks, focus }: Shown) {
  const { t } = useTranslation();
  const xml = useQuery(diagramQuery(record.definition));
  const path = useQuery(casePathQuery(record.id));
  const host = useRef<HTMLDivElement>(null);
  const [undrawn, setUndrawn] = useState(false);
  const { data: source } = xml;
  const { data: taken } = path;
  const stuck = record.activities.filter(({ incident }) => incident).map(({ node }) => node);
  const late = tasks.filter(({ deadline }) => deadline?.state === 'overdue').map(({ node }) => node);
  const active = record.activities.map(({ node }) => node);
  // where it stands, or where it ended
  const centre = focus ?? active[0] ?? taken?.nodes.at(-1)?.node;
  const marks = JSON.stringify({ active, red: [...stuck, ...late] });
  useEffect(() => {
    if (source === undefined || taken === undefined || !host.current) return undefined;
    const viewer = createViewer(host.current);
    let gone = false;
    const draw = async (): Promise<void> => {
      await showDiagram(viewer, source);
      if (gone) return;
      mark(viewer, taken, JSON.parse(marks) as Marks);
      showAround(viewer, centre);
    };
    // a diagram may have come without its picture
    draw().catch(() => !gone && setUndrawn(true));
    const size = new ResizeObserver(() => showAround(viewer, centre));
    size.observe(host.current);
    return () => {
      gone = true;
      size.disconnect();
      viewer.destroy();
    };
  }, [source, taken, marks, centre]);
  if (xml.error ?? path.error) return <ProblemNote error={xml.error ?? path.error} />;
  if (undrawn) return <p className="panel dim flat">{t('case.noDiagram')}</p>;
  return (
    <div ref={host} className="diagram" role="figure" aria-label={t('case.diagramText')}>
      {(xml.isPending || path.isPending) && <Skeleton height={300} />}
    </div>
  );
}

interface Marks {
  readonly active: readonly string[];
  readonly red: readonly string[];
}

function mark(viewer: NavigatedViewer, { nodes, flows, events }: CasePathTaken, { active, red }: Marks): void {
  const canvas = viewer.get<{ addMarker(id: string, marker: string): void }>('canvas');
  const registry = viewer.get<{ get(id: string): unknown }>('elementRegistry');
  const put = (ids: readonly string[], marker: string): void => {
    for (const id of new Set(ids)) if (registry.get(id)) canvas.addMarker(id, marker);
  };
  put(
    nodes.filter(({ how }) => how === 'completed').map(({ node }) => node),
    'path-done',
  );
  put(
    events.map(({ node }) => node),
    'path-done',
  );
  put(
    flows.map(({ flow }) => flow),
    'path-flow',
  );
  put(active, 'path-now');
  put(red, 'path-late');
}
