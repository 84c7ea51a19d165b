// Lint rule: a recipient's identifier is hashed with at least 128 bits of salt, or it is not in the badge at all.
// Without salt an e-mail address is found again by trying addresses.
import type { LintRule } from './finding.ts';
import { objectsOf } from './rule-result-references.ts';
import { objectAt } from './walk.ts';

/** 128 bits are 32 hexadecimal digits or 22 characters of base64url. */
const shortestSalt = 22;

export const saltedIdentity: LintRule = (document) =>
  objectsOf(objectAt(document, 'credentialSubject'), 'identifier').flatMap((identity, index) => {
    const salted =
      identity.hashed === true && typeof identity.salt === 'string' && identity.salt.length >= shortestSalt;
    return salted ? [] : [{ code: 'unsalted_identity' as const, pointer: `/credentialSubject/identifier/${index}` }];
  });
