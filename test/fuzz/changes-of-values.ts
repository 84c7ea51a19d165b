// Changes to a single text or number: a character, its case, what stands around it, a digit.
import { pick, placesOf, put, textsIn } from './places.ts';
import type { Draft } from './places.ts';

/** What of a change is left open; the numbers count around, so that each has a meaning in every document. */
export interface Numbers {
  /** Which place, and which other one. */
  readonly place: number;
  readonly other: number;
  readonly character: number;
  readonly word: string;
}

/** Changes the draft in place. @throws NothingToChange */
export type Change = (root: Draft, numbers: Numbers) => void;

export const changesOfValues = {
  character: (root, { place, character, word }) => {
    const found = pick(textsIn(root), place);
    const { value: text } = found;
    const at = text === '' ? 0 : character % text.length;
    const added = word.slice(0, 1) === text[at] ? `${word.slice(0, 1)}x` : word.slice(0, 1);
    put(found, text.slice(0, at) + added + text.slice(at + 1));
  },
  letterCase: (root, { place, character }) => {
    const found = pick(textsIn(root), place);
    const { value: text } = found;
    const at = text === '' ? 0 : character % text.length;
    const letter = text.slice(at, at + 1);
    put(
      found,
      text.slice(0, at) +
        (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()) +
        text.slice(at + 1),
    );
  },
  surround: (root, { place, other }) => {
    const found = pick(textsIn(root), place);
    const { value: text } = found;
    put(
      found,
      pick(
        [
          ` ${text}`,
          `${text} `,
          `${text}\n`,
          `${text}\u200b`,
          text.normalize('NFD'),
          `${text}/`,
          `${text}#`,
          `${text}.`,
        ],
        other,
      ),
    );
  },
  number: (root, { place, other }) => {
    const numbers = placesOf(root).filter(({ value }) => typeof value === 'number');
    const found = pick(numbers, place);
    const value = Number(found.value);
    put(
      found,
      pick(
        [value + 1, -value, value * 10, value + 0.5, String(value), [value], value + 1e-9, value * (1 + 3e-16)],
        other,
      ),
    );
  },
} satisfies Record<string, Change>;
