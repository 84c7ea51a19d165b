// Check `recipient`: the credential is about the person the caller knows by e-mail or id (Open Badges 3.0 §"Verification",
// recipient). Asked for, never guessed: the known value comes from the caller, out of band.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { matchesIdentity } from '../identity-hash.ts';
import type { IdentityType } from '../identity-hash.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { listOf } from './walk.ts';

/** Whom the caller knows: by an identifier of a kind, or by an id such as a DID. */
export type KnownRecipient =
  | { readonly identifier: string; readonly identityType: IdentityType }
  | { readonly id: string };

/** Every subject must be this person; a hash that is not understood leaves it open. */
export function recipientCheck(document: JsonObject, known: KnownRecipient | undefined): CheckResult {
  if (known === undefined) return checkResult('recipient', 'not_evaluated', 'not_asked');
  const subjects = listOf(document.credentialSubject);
  const answers = subjects.map((subject) => ofSubject(subject, known));
  const [first] = answers;
  if (first === undefined) return checkResult('recipient', 'unknown', 'no_identifier');
  const worst =
    answers.find(({ outcome }) => outcome === 'fail') ?? answers.find(({ outcome }) => outcome === 'unknown');
  return worst ?? first;
}

function ofSubject(subject: JsonValue, known: KnownRecipient): CheckResult {
  if (!isJsonObject(subject)) return checkResult('recipient', 'unknown', 'no_identifier');
  const { id } = subject;
  if ('id' in known) {
    if (id === undefined) return checkResult('recipient', 'unknown', 'no_identifier');
    return id === known.id ? passed('recipient') : checkResult('recipient', 'fail', 'no_match');
  }
  const mailto = known.identityType === 'emailAddress' ? `mailto:${known.identifier.trim().toLowerCase()}` : undefined;
  if (mailto !== undefined && typeof id === 'string' && id.toLowerCase() === mailto) return passed('recipient');
  const matches = listOf(subject.identifier).map((identity) => matchesIdentity(identity, known));
  if (matches.includes('match')) return passed('recipient');
  if (matches.includes('unsupported_hash')) return checkResult('recipient', 'unknown', 'unsupported_hash');
  return matches.includes('no_match')
    ? checkResult('recipient', 'fail', 'no_match')
    : checkResult('recipient', 'unknown', 'no_identifier');
}
