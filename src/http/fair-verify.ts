// Verifying for one caller among many: the same use case, in its share of the places.
import type { VerifySubject } from '../verification/verify-subject.ts';
import { fairShare } from './fair-share.ts';

/** What one caller may have under way: judged in a few threads that are there for all, and links to slow hosts. */
const GIVEN = { atOnce: 4, waiting: 64 } as const;
const LINKS = { atOnce: 8, waiting: 64 } as const;

/** One for all doors. `caller` as `clientOf` names it. */
export type VerifyFor = (caller: string) => VerifySubject;

export function fairVerify(verify: VerifySubject): VerifyFor {
  const given = fairShare(GIVEN);
  const links = fairShare(LINKS);
  return (caller) => ({
    given: (input, asked) => given(caller, () => verify.given(input, asked), asked?.signal),
    url: (url, asked) => links(caller, () => verify.url(url, asked), asked?.signal),
    unbound: (error) => verify.unbound(error),
  });
}
