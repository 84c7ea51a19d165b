// Check `context`: the document uses an accepted list of known contexts. For reading what others signed the rule is that of
// known-contexts.ts; what we sign ourselves is held to the narrower one of context-list.ts.
import type { JsonObject } from '../../kernel/json.ts';
import { contextListProblem } from '../context-list.ts';
import type { ContextProblem, ContextProfile } from '../context-list.ts';
import { kindOf } from '../document-kind.ts';
import type { DocumentKind } from '../document-kind.ts';
import { knownContextsProblem, secondNameProblem } from '../known-contexts.ts';
import { overreaches } from '../recompact.ts';
import { hasKnownSuite } from '../verify-proofs.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';

/**
 * For a document that passed the structure gate; credentials inside it are looked at on their own. An inline context passes
 * here and is settled once the proof is good. An unknown one fails, unless no signature rests on it: around a JWT, or where
 * no proof is of a kind that could be checked, it only leaves open what the words mean.
 */
export function contextCheck(
  document: JsonObject,
  kind: DocumentKind = kindOf(document),
  form: 'json' | 'jwt' = 'json',
): CheckResult {
  const problem = knownContextsProblem(document['@context'], kind);
  if (problem !== undefined) {
    const isOpen = problem.code === 'unknown_context' && (form === 'jwt' || !hasKnownSuite(document));
    return refused(problem, isOpen ? 'unknown' : 'fail');
  }
  const second = secondNameProblem(document);
  if (second !== undefined) return refused(second, 'fail');
  return overreaches(document) ? refused({ code: 'inline_context' }, 'fail') : passed('context');
}

/** The rule for what we sign, without anything inside that others signed. */
export function signingContextCheck(document: JsonObject, profile: ContextProfile = 'open-badge'): CheckResult {
  const problem = contextListProblem(document['@context'], profile);
  return problem === undefined ? passed('context') : refused(problem, 'fail');
}

function refused({ code, index, url }: ContextProblem, outcome: 'fail' | 'unknown'): CheckResult {
  const entry = index === undefined ? '' : `/${index}`;
  return checkResult('context', outcome, code, {
    pointer: `/@context${entry}`,
    ...(url !== undefined && { detail: { url } }),
  });
}
