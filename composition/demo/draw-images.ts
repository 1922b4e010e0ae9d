/** Images of made-up signatures and of a made-up seal, drawn here: of nobody and of no agency, and each says DEMO. */
import { PNG } from 'pngjs';
import { createHash } from 'node:crypto';

type Point = readonly [x: number, y: number];
type Line = readonly Point[];

const BLUE = [0, 46, 153] as const;
const RED = [204, 13, 20] as const;

/** Letters as lines in a box of 1 by 1, y downwards. */
const LETTERS: readonly (readonly Line[])[] = [
  [[[0, 0], [0, 1], [0.45, 1], [0.75, 0.75], [0.75, 0.25], [0.45, 0], [0, 0]]], // prettier-ignore
  [[[0.7, 0], [0, 0], [0, 1], [0.7, 1]], [[0, 0.5], [0.55, 0.5]]], // prettier-ignore
  [[[0, 1], [0, 0], [0.4, 0.6], [0.8, 0], [0.8, 1]]], // prettier-ignore
  [[[0.4, 0], [0.1, 0.2], [0, 0.5], [0.1, 0.8], [0.4, 1], [0.7, 0.8], [0.8, 0.5], [0.7, 0.2], [0.4, 0]]], // prettier-ignore
];

/** A hand of its own for each name: loops along a line, and a stroke below. PNG, 880 by 440. */
export function demoSignature(name: string): Buffer {
  const [width, height] = [880, 440];
  const draw = createHash('sha256').update(name).digest();
  const share = (at: number): number => (draw[at] ?? 0) / 255;
  const loops = 4 + Math.round(share(0) * 4);
  const hand = Array.from({ length: 1_200 }, (_, at): Point => {
    const t = at / 1_199;
    const turn = 2 * Math.PI * loops * t;
    const tall = (60 + 90 * share(1)) * (0.45 + 0.55 * Math.abs(Math.cos(3 * t + 6 * share(2))));
    const x = 70 + 640 * t + (30 + 40 * share(3)) * Math.cos(turn);
    return [x, 200 - 40 * t + tall * Math.sin(turn + share(4)) * (1 - 0.5 * t)];
  });
  const stroke = Array.from({ length: 400 }, (_, at): Point => {
    const t = at / 399;
    return [760 - 600 * t, 330 + 30 * Math.sin(Math.PI * t) - 50 * (1 - t)];
  });
  return drawn({ width, height, colour: BLUE }, [hand, stroke, ...demo(700, 380, 36)], 4);
}

/** Two rings with DEMO between lines. PNG, 720 by 720. */
export function demoSeal(): Buffer {
  const size = 720;
  const ring = (radius: number): Line =>
    Array.from({ length: 2_401 }, (_, at): Point => {
      const angle = (2 * Math.PI * at) / 2_400;
      return [size / 2 + radius * Math.cos(angle), size / 2 + radius * Math.sin(angle)];
    });
  const rules: readonly Line[] = [250, 470].map((y): Line => [[130, y], [590, y]]); // prettier-ignore
  return drawn({ width: size, height: size, colour: RED }, [ring(346), ring(338), ring(290), ...rules, ...demo(163, 304, 112)], 9);
}

function demo(left: number, top: number, size: number): readonly Line[] {
  return LETTERS.flatMap((lines, at) =>
    lines.map((line) => line.map(([x, y]): Point => [left + size * (at * 0.95 + x * 0.75), top + y * size])),
  );
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly colour: readonly [number, number, number];
}

/** With a round pen; transparent where nothing is drawn. Every first start draws dozens of them: nothing is made for a pixel. */
function drawn({ width, height, colour }: Canvas, lines: readonly Line[], pen: number): Buffer {
  const coverage = new Uint8Array(width * height);
  const stamp = ([x, y]: Point): void => {
    const [left, right] = [Math.max(0, Math.floor(x - pen)), Math.min(width - 1, x + pen)];
    for (let row = Math.max(0, Math.floor(y - pen)); row <= Math.min(height - 1, y + pen); row += 1)
      for (let column = left; column <= right; column += 1) {
        const far = Math.sqrt((column - x) ** 2 + (row - y) ** 2);
        const ink = far <= pen - 1 ? 255 : Math.round((pen - far) * 255);
        const pixel = row * width + column;
        if (ink > coverage[pixel]!) coverage[pixel] = ink;
      }
  };
  for (const line of lines) for (const point of stepped(line)) stamp(point);
  const image = new PNG({ width, height });
  coverage.forEach((ink, pixel) => {
    image.data.writeUInt32BE(((colour[0] << 24) | (colour[1] << 16) | (colour[2] << 8) | ink) >>> 0, pixel * 4);
  });
  // lines on nothing are as small with one filter as when every filter is tried
  return PNG.sync.write(image, { filterType: 1 });
}

/** Points a pixel apart. */
function stepped(line: Line): readonly Point[] {
  return line.slice(1).flatMap(([x, y], at) => {
    const [fromX, fromY] = line[at] ?? [x, y];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY)));
    return Array.from({ length: steps }, (_, step): Point => [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps]);
  });
}
