// Draws the badge pictures of the sample as SVG. No text in them: fonts differ from machine to machine.

/** What stands in the middle of a badge, drawn on a field of 200 by 200 around its center. */
export type Motif = (ring: string) => string;

export interface BadgeDesign {
  readonly ground: string;
  readonly ring: string;
  readonly motif: Motif;
}

/** A round badge of 600 by 600 with a notched rim. */
export function badgePicture({ ground, ring, motif }: BadgeDesign): string {
  const notches = Array.from({ length: 48 }, (_, index) => {
    const turn = index * 7.5;
    return `<rect x="-5" y="-147" width="10" height="14" rx="5" transform="rotate(${turn})"/>`;
  }).join('');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="-150 -150 300 300">' +
    `<g fill="${ring}">${notches}<circle r="138"/></g><circle r="130" fill="#fffdf6"/><circle r="122" fill="${ground}"/>` +
    '<clipPath id="field"><circle r="112"/></clipPath>' +
    `<circle r="112" fill="none" stroke="${ring}" stroke-opacity=".55" stroke-width="2"/>` +
    `<g clip-path="url(#field)">${motif(ring)}</g></svg>`
  );
}

/** A picture of an institution: the motif on a plain rounded square. */
export function logoPicture({ ground, ring, motif }: BadgeDesign): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="-120 -120 240 240">' +
    `<clipPath id="field"><rect x="-120" y="-120" width="240" height="240" rx="44"/></clipPath>` +
    `<g clip-path="url(#field)"><rect x="-120" y="-120" width="240" height="240" fill="${ground}"/>${motif(ring)}</g></svg>`
  );
}

const house = (x: number, y: number, wall: string, roof: string): string =>
  `<g transform="translate(${x} ${y})"><path d="M-20 0v-26L0-44l20 18V0z" fill="${wall}"/>` +
  `<path d="M-26-24 0-48l26 24" fill="none" stroke="${roof}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>` +
  `<rect x="-5" y="-16" width="10" height="16" fill="${roof}"/></g>`;

const pupil = (x: number, y: number, size: number, color: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size})" fill="${color}"><circle cy="-38" r="11"/>` +
  '<path d="M-14 0v-14a14 12 0 0 1 28 0V0z"/></g>';

export const motifs = {
  /** Hills, a creek, a schoolhouse and the sun. */
  valley: (ring) =>
    `<circle cx="46" cy="-50" r="22" fill="${ring}"/>` +
    '<path d="M-130 10Q-80-50-30 0T70-14T140 10V130H-130z" fill="#4c8a6f"/>' +
    '<path d="M-130 50Q-60 0 0 38T130 30V130H-130z" fill="#77b28b"/>' +
    '<path d="M16 30C66 52-30 62 22 88S44 120 46 132H-44C-44 108-66 94-30 76S50 52 16 30z" fill="#cfe8ee"/>' +
    house(-52, 40, '#fffdf6', ring),
  /** Three pupils on three steps. */
  steps: (ring) =>
    '<path d="M-120 74h80V44h62V14h62v-30h60v160h-264z" fill="#b5623c"/>' +
    `<path d="M-120 74h80V44h62V14h62" fill="none" stroke="${ring}" stroke-width="4"/>` +
    pupil(-72, 72, 1, '#fffdf6') +
    pupil(-8, 42, 1.25, '#ffe3a1') +
    pupil(54, 12, 1.5, '#fffdf6'),
  /** A bridge from the school to the barn. */
  bridge: (ring) =>
    '<path d="M-130 62Q-60 50 0 66T130 60V130H-130z" fill="#5d8fbd"/>' +
    `<path d="M-92 40H92" stroke="${ring}" stroke-width="9" stroke-linecap="round"/>` +
    `<path d="M-70 40A70 62 0 0 1 70 40" fill="none" stroke="${ring}" stroke-width="7"/>` +
    `<path d="M-44-8V40M-16-22V40M16-22V40M44-8V40" stroke="${ring}" stroke-width="4"/>` +
    house(-84, 36, '#fffdf6', '#e79b6a') +
    house(84, 36, '#e79b6a', '#fffdf6'),
  /** A pole, and a line of light down to a house. */
  line: (ring) =>
    '<path d="M-130 76Q-40 60 130 80V130H-130z" fill="#5c4f8c"/>' +
    '<path d="M-62 84V-84M-84-66h44M-80-48h36" stroke="#d9c9a3" stroke-width="8" stroke-linecap="round"/>' +
    `<path d="M-44-66Q0 10 44 28" fill="none" stroke="${ring}" stroke-width="6" stroke-linecap="round"/>` +
    `<circle cx="-6" cy="-9" r="7" fill="#fffdf6"/><circle cx="22" cy="16" r="5" fill="#fffdf6"/>` +
    house(56, 78, '#fffdf6', ring),
} as const satisfies Record<string, Motif>;
