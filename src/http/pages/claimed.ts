// Names that a document gives, which anybody may have written: each in a direction of writing of its own (HTML §4.5.24,
// `bdi`), so that none reorders the words beside it, and none so long that it hides them.
import type { Html } from './html.ts';
import { html } from './html.ts';

const LONGEST = 200;

export function claimed(name: string): Html {
  const shown = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return html`<bdi>${shown}</bdi>`;
}
