/** Diagrams as people read them: no flow crosses another or runs through a step, and no label lies over a step. */
import path from 'node:path';
import test from 'ava';
import { compileBpmn } from '../../casework/compile-bpmn.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { listOf, numberOf, refOf, type ModdleElement } from '../../engine/model/moddle-element.ts';

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly stretches: readonly Box[];
}
interface Picture {
  readonly steps: readonly Box[];
  readonly labels: readonly Box[];
  readonly flows: readonly Flow[];
}

const STEP = /Task$|Gateway$|Event$|CallActivity$/;
/** strokes of two shapes may touch */
const INSIDE = 2;

const part = (element: ModdleElement | undefined, name: string): ModdleElement | undefined => element && refOf(element, name);
const number = (element: ModdleElement, name: string): number => numberOf(element, name) ?? Number.NaN;
const pointOf = (element: ModdleElement): Pick<Box, 'x' | 'y'> => ({ x: number(element, 'x'), y: number(element, 'y') });
const boxOf = (id: string, bounds: ModdleElement): Box => ({
  id,
  ...pointOf(bounds),
  width: number(bounds, 'width'),
  height: number(bounds, 'height'),
});

function pictureOf(definitions: ModdleElement): Picture {
  const shown = listOf(definitions, 'diagrams').flatMap((diagram) => listOf(part(diagram, 'plane') as ModdleElement, 'planeElement'));
  const of = (element: ModdleElement): ModdleElement | undefined => part(element, 'bpmnElement');
  const steps = shown.filter((element) => element.$type === 'bpmndi:BPMNShape' && STEP.test(of(element)?.$type ?? ''));
  const edges = shown.filter((element) => element.$type === 'bpmndi:BPMNEdge' && of(element)?.$type === 'bpmn:SequenceFlow');
  return {
    steps: steps.map((element) => boxOf(of(element)?.id ?? '', part(element, 'bounds') as ModdleElement)),
    labels: [...steps, ...edges].flatMap((element) => {
      const bounds = part(part(element, 'label'), 'bounds');
      return bounds ? [boxOf(of(element)?.id ?? '', bounds)] : [];
    }),
    flows: edges.map((element) => flowOf(of(element) as ModdleElement, listOf(element, 'waypoint').map(pointOf))),
  };
}

function flowOf(flow: ModdleElement, points: readonly Pick<Box, 'x' | 'y'>[]): Flow {
  const stretches = points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
    return { id: flow.id ?? '', x, y, width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) };
  });
  return { id: flow.id ?? '', from: part(flow, 'sourceRef')?.id ?? '', to: part(flow, 'targetRef')?.id ?? '', stretches };
}

const meet = (a: Box, b: Box): boolean =>
  a.x + INSIDE < b.x + b.width && b.x + INSIDE < a.x + a.width && a.y + INSIDE < b.y + b.height && b.y + INSIDE < a.y + a.height;
const thick = (stretch: Box): Box => ({
  ...stretch,
  x: stretch.x - INSIDE,
  y: stretch.y - INSIDE,
  width: stretch.width + 2 * INSIDE,
  height: stretch.height + 2 * INSIDE,
});

/** One goes across the other, and they neither begin nor end together. */
function cross(one: Flow, other: Flow): boolean {
  if (one.from === other.from || one.to === other.to) return false;
  const upright = (box: Box): boolean => box.width === 0;
  return one.stretches.some((a) =>
    other.stretches.some((b) => {
      if (upright(a) === upright(b)) return false;
      const [up, flat] = upright(a) ? [a, b] : [b, a];
      return up.x > flat.x && up.x < flat.x + flat.width && flat.y > up.y && flat.y < up.y + up.height;
    }),
  );
}

for (const module of readModules(path.join(import.meta.dirname, '../../processes')))
  for (const { name, content } of module.resources.filter((file) => file.name.endsWith('.bpmn')))
    test(`${module.manifest.key}, ${name}: can be read`, async (t) => {
      const { steps, labels, flows } = pictureOf((await compileBpmn(content)).definitions);
      t.true(steps.length > 0 && flows.length > 0);
      const sizes = [...steps, ...labels, ...flows.flatMap(({ stretches }) => stretches)].flatMap(({ x, y, width, height }) => [
        x,
        y,
        width,
        height,
      ]);
      t.true(sizes.every(Number.isFinite));
      const crossing = flows.flatMap((one, index) =>
        flows.slice(index + 1).flatMap((other) => (cross(one, other) ? [`${one.id} × ${other.id}`] : [])),
      );
      t.deepEqual(crossing, []);
      const through = flows.flatMap(({ id, from, to, stretches }) =>
        steps
          .filter(
            (step) => step.id !== from && step.id !== to && !hosts(step, steps, from) && stretches.some((one) => meet(thick(one), step)),
          )
          .map((step) => `${id} through ${step.id}`),
      );
      t.deepEqual(through, []);
      t.deepEqual(
        labels.flatMap((label) => steps.filter((step) => meet(label, step)).map((step) => `${label.id} over ${step.id}`)),
        [],
      );
    });

/** A flow from an event on the edge of a step may touch the step. */
function hosts(step: Box, steps: readonly Box[], from: string): boolean {
  const event = steps.find(({ id }) => id === from);
  return event !== undefined && meet(event, step);
}
