// The picture of an achievement that has none of its own: contour lines as on a trail map, drawn from its name, so that
// the same name always gives the same hill and two names hardly ever do.
import { sha256 } from '../../kernel/digest.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { PictureView } from './views.ts';

/** Ground and line colours. Green, amber and red are kept for what was verified. */
const GROUNDS = [
  ['#173f57', '#3d6d88'],
  ['#2d3a64', '#56659a'],
  ['#4a2f5c', '#79588f'],
  ['#1d4a50', '#45777e'],
  ['#5b3145', '#8c5a70'],
  ['#37404a', '#67737f'],
] as const;

const CENTER = 60;
const LINES = 5;
const CORNERS = 14;

/**
 * A round picture of 120 by 120 units. It is decoration unless `label` is given.
 * @param name what it is drawn from
 */
function medallion(name: string, label?: string): Html {
  const seed = sha256(name);
  const [ground, line] = GROUNDS[(seed[0] ?? 0) % GROUNDS.length] ?? GROUNDS[0];
  const paths = Array.from({ length: LINES }, (_, index) => contour(seed, 50 - index * 9));
  const drawing = html`<svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
    <circle cx="60" cy="60" r="59" fill="${ground}" />
    <g fill="none" stroke="${line}" stroke-width="1.4">${paths.map((path) => html`<path d="${path}" />`)}</g>
    <circle cx="60" cy="60" r="55.5" fill="none" stroke="#f6efe2" stroke-width="1.6" />
    <g>
      <rect x="47" y="56" width="12" height="29" rx="2.4" fill="#f6efe2" />
      <rect x="61" y="35" width="12" height="29" rx="2.4" fill="#f0a64b" />
    </g>
  </svg>`;
  return label === undefined
    ? html`<span class="medal">${drawing}</span>`
    : html`<span class="medal" role="img" aria-label="${label}">${drawing}</span>`;
}

/** The picture of a thing: its own where it has one that we may load, else a medallion. */
export function picture(image: PictureView | undefined, name: string, label?: string): Html {
  if (image === undefined || !/^(?:\/(?!\/)|data:image\/)/.test(image.url)) return medallion(name, label);
  return html`<img
    class="medal"
    src="${image.url}"
    alt="${label === undefined ? '' : (image.caption ?? label)}"
    width="120"
    height="120"
  />`;
}

/** One closed line around the centre: a circle, pushed in and out by the bytes of the seed, with smooth corners. */
function contour(seed: Uint8Array, radius: number): string {
  const points = Array.from({ length: CORNERS }, (_, index) => {
    const angle = (index / CORNERS) * 2 * Math.PI;
    const wave = (n: number): number => ((seed[n] ?? 0) / 255) * 2 * Math.PI;
    const push =
      Math.sin(angle * 2 + wave(1)) * 0.12 + Math.sin(angle * 3 + wave(2)) * 0.1 + Math.sin(angle * 5 + wave(3)) * 0.04;
    const drift = (50 - radius) * 0.22;
    const reach = radius * (1 + push * (1.15 - radius / 90));
    return [
      CENTER + Math.cos(wave(4)) * drift + Math.cos(angle) * reach,
      CENTER + Math.sin(wave(4)) * drift + Math.sin(angle) * reach,
    ] as const;
  });
  // Through the middles of the sides, with the corners as control points: no kinks, and half the numbers of a cubic.
  const middles = points.map((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2] as const;
  });
  const last = middles.at(-1) ?? [CENTER, CENTER];
  const curves = points.map((point, index) => `Q${round(point)} ${round(middles[index] ?? point)}`);
  return `M${round(last)}${curves.join('')}Z`;
}

function round(point: readonly [number, number]): string {
  return `${Math.round(point[0])} ${Math.round(point[1])}`;
}
