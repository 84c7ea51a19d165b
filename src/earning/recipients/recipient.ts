// What an institution knows of a person who earns. Private: a badge names its holder by DID or by a salted hash.
import type { ProblemError } from '../../kernel/problem.ts';

/** Another name for the person, typed as Open Badges 3.0 types identifiers (§B.6 IdentifierTypeEnum). */
export interface RecipientIdentifier {
  readonly identifierType: string;
  readonly identifier: string;
}

export interface RecipientInput {
  readonly name: string;
  readonly email?: string;
  readonly did?: string;
  readonly identifiers?: readonly RecipientIdentifier[];
}

export interface RecipientView extends RecipientInput {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
}

/** As templates and programs write nothing, standing alone: people are called Nan and Null. */
const LEFTOVERS = /(?:^|\s)(?:undefined|null|NaN)(?:\s|$)|\{\{|\}\}|<%|\[object /;

/** Rules a schema cannot tell: someone must be findable, and names that a template left behind are none. */
export function brokenRecipientRules(input: RecipientInput): ProblemError[] {
  const errors: ProblemError[] = [];
  if (LEFTOVERS.test(input.name)) {
    errors.push({
      pointer: '/name',
      code: 'not_a_name',
      detail: 'This looks like a leftover of a template, not a name.',
    });
  }
  (input.identifiers ?? []).forEach(({ identifierType }, index) => {
    if (identifierType !== 'emailAddress') return;
    const detail = 'An e-mail address stands in email, where it is told who is the same person.';
    errors.push({ pointer: `/identifiers/${index}/identifierType`, code: 'use_email', detail });
  });
  if (input.email === undefined && input.did === undefined && (input.identifiers ?? []).length === 0) {
    errors.push({
      pointer: '',
      code: 'unidentified',
      detail: 'Give an e-mail address, a DID or another identifier: a badge must say whose it is.',
    });
  }
  return errors;
}
