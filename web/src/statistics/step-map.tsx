/** The diagram of a procedure with how much waits at each step, or how long it takes. The same in words is the table beside it. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { createViewer, showDiagram } from '../cases/bpmn-viewer.ts';
import { diagramQuery } from '../cases/case-queries.ts';
import { showAround } from '../cases/show-around.ts';
import type { StepNumbers } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { tenth, whole } from './numbers.ts';

export type MapOf = 'waiting' | 'days';
type Step = StepNumbers['steps'][number];

interface Shown {
  readonly definition: string;
  readonly steps: readonly Step[];
  readonly of: MapOf;
}
interface Overlays {
  add(element: string, overlay: { readonly position: { readonly top: number; readonly left: number }; readonly html: HTMLElement }): void;
}
interface Registry {
  get(id: string): { readonly width: number } | undefined;
}

/** Shares of the largest from which on an element is as dark as its place here. */
const LEVELS = [0.0001, 0.2, 0.4, 0.6, 0.8];
const ABOVE = -12;
const HALF_BADGE = 16;

const valueOf = (step: Step, of: MapOf): number => (of === 'waiting' ? step.waiting : (step.medianDays ?? 0));

export function StepMap({ definition, steps, of }: Shown) {
  const { t } = useTranslation();
  const { data: source, error, isPending } = useQuery(diagramQuery(definition));
  const host = useRef<HTMLDivElement>(null);
  const marks = JSON.stringify(steps.map((step) => [step.node, valueOf(step, of)]));
  useEffect(() => {
    if (source === undefined || !host.current) return undefined;
    const viewer = createViewer(host.current);
    const values = JSON.parse(marks) as readonly (readonly [node: string, value: number])[];
    const [hottest] = values.toSorted((a, b) => b[1] - a[1]);
    let gone = false;
    const show = (): void => showAround(viewer, hottest?.[0]);
    const draw = async (): Promise<void> => {
      await showDiagram(viewer, source);
      if (gone) return;
      heat(viewer, values, of === 'waiting' ? whole : tenth);
      show();
    };
    void draw();
    const size = new ResizeObserver(show);
    size.observe(host.current);
    return () => {
      gone = true;
      size.disconnect();
      viewer.destroy();
    };
  }, [source, marks, of]);
  if (error) return <ProblemNote error={error} />;
  return (
    <div ref={host} className="diagram heat-map" role="figure" aria-label={t('statistics.mapText')}>
      {isPending && <Skeleton height={300} />}
    </div>
  );
}

function heat(
  viewer: NavigatedViewer,
  values: readonly (readonly [node: string, value: number])[],
  shown: (value: number) => string,
): void {
  const canvas = viewer.get<{ addMarker(id: string, marker: string): void }>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const most = Math.max(...values.map(([, value]) => value), 0);
  for (const [node, value] of values) {
    const element = registry.get(node);
    // a step of an older version is in the table only
    if (!element || value <= 0) continue;
    canvas.addMarker(node, `heat-${LEVELS.filter((level) => value / most >= level).length}`);
    const badge = document.createElement('span');
    badge.className = 'heat-badge';
    badge.textContent = shown(value);
    overlays.add(node, { position: { top: ABOVE, left: element.width / 2 - HALF_BADGE }, html: badge });
  }
}
