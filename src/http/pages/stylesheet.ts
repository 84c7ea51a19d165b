// The one style sheet of all pages. Its name carries its digest, so it may be cached for ever and is never stale.
import { sha256Hex } from '../../kernel/digest.ts';
import { frame } from './styles/frame.ts';
import { ground } from './styles/ground.ts';
import { levels } from './styles/levels.ts';
import { pages } from './styles/pages.ts';
import { report } from './styles/report.ts';

export interface Stylesheet {
  readonly text: string;
  /** The first 16 hexadecimal characters of the SHA-256 of the text. */
  readonly hash: string;
  /** Where the pages expect it, on our own origin. */
  readonly path: string;
}

export const stylesheet: Stylesheet = build([ground, frame, levels, report, pages]);

function build(parts: readonly string[]): Stylesheet {
  const text = parts.map(withoutIndent).join('');
  const hash = sha256Hex(text).slice(0, 16);
  return { text, hash, path: `/assets/waymark.${hash}.css` };
}

/** Line breaks and indentation mean nothing in our rules; the rules themselves are written tight already. */
function withoutIndent(css: string): string {
  return css
    .split('\n')
    .map((line) => line.trim())
    .join('');
}
