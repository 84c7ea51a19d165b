// The shape of all texts of one language. The English tables are the model; the compiler holds the others to their keys.
import type { ProblemSlug } from '../../kernel/problem.ts';
import type { CheckTexts } from './check-texts.ts';
import type { english } from './en/messages.ts';
import type { ProblemText } from './problem-texts.ts';

type Rooms = (typeof english)['rooms'];

/** Every key as `room.name`, such as `verify.title`. */
export type MessageKey = { [R in keyof Rooms]: `${R}.${keyof Rooms[R] & string}` }[keyof Rooms];

export interface MessageTables {
  readonly rooms: { readonly [R in keyof Rooms]: Readonly<Record<keyof Rooms[R], string>> };
  readonly checks: CheckTexts;
  readonly problems: Readonly<Record<ProblemSlug, ProblemText>>;
}
