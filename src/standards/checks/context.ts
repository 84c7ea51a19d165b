// Check `context`: the document uses an accepted list of known contexts. For reading what others signed the rule is that of
// known-contexts.ts; what we sign ourselves is held to the narrower one of context-list.ts.
import type { JsonObject } from '../../kernel/json.ts';
import { contextListProblem } from '../context-list.ts';
import type { ContextProblem, ContextProfile } from '../context-list.ts';
import { kindOf } from '../document-kind.ts';
import type { DocumentKind } from '../document-kind.ts';
import { hasInlineContext } from '../inline-context.ts';
import { knownContextsProblem } from '../known-contexts.ts';
import { reachesTooFar } from '../recompact.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { embeddedCredentials } from './structure.ts';

/** For a document that passed the structure gate. A list with an inline context passes here and is settled by recompacting. */
export function contextCheck(document: JsonObject, kind: DocumentKind = kindOf(document)): CheckResult {
  for (const { pointer, document: inner } of [{ pointer: '', document }, ...embeddedCredentials(document)]) {
    const problem = knownContextsProblem(inner['@context'], inner === document ? kind : kindOf(inner));
    if (problem !== undefined) return refused(problem, pointer);
    // Embedded credentials are verified on their own, where their own contexts are looked at in the same way.
    if (inner !== document) continue;
    if (hasInlineContext(document) && reachesTooFar(document)) return refused({ code: 'inline_context' }, pointer);
  }
  return passed('context');
}

/** The rule for what we sign, without anything inside that others signed. */
export function signingContextCheck(document: JsonObject, profile: ContextProfile = 'open-badge'): CheckResult {
  const problem = contextListProblem(document['@context'], profile);
  return problem === undefined ? passed('context') : refused(problem, '');
}

function refused({ code, index, url }: ContextProblem, pointer: string): CheckResult {
  const entry = index === undefined ? '' : `/${index}`;
  return checkResult('context', 'fail', code, {
    pointer: `${pointer}/@context${entry}`,
    ...(url !== undefined && { detail: { url } }),
  });
}
