import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Canvas {
  resized(): void;
  viewbox(): { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
  viewbox(box: Box): void;
}
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 16;
/** Below this the labels cannot be read. */
const LEAST_SCALE = 0.85;

/** The whole diagram where it can be read so, else the part around an element. */
export function showAround(viewer: NavigatedViewer, focus: string | undefined): void {
  const canvas = viewer.get<Canvas>('canvas');
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || inner.width === 0) return;
  const whole = Math.min((outer.width - 2 * MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height, 1);
  const element = focus === undefined ? undefined : viewer.get<{ get(id: string): Box | undefined }>('elementRegistry').get(focus);
  const scale = Math.max(whole, element ? LEAST_SCALE : whole);
  const size = { width: outer.width / scale, height: outer.height / scale };
  canvas.viewbox({
    x: along(inner.x, inner.width, size.width, element?.x, element?.width),
    y: along(inner.y, inner.height, size.height, element?.y, element?.height),
    ...size,
  });
}

/** Where the view begins on one axis: centred where all is seen, else around the element and not beyond the edges. */
function along(start: number, length: number, seen: number, at = start, width = length): number {
  if (length <= seen) return start - (seen - length) / 2;
  const centred = at + width / 2 - seen / 2;
  return Math.max(start - MARGIN, Math.min(start + length - seen + MARGIN, centred));
}
