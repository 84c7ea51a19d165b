// Check `context`: the document and every credential inside it use an accepted list of known contexts, in order.
// See context-list.ts for the rule.
import type { JsonObject } from '../../kernel/json.ts';
import { contextListProblem } from '../context-list.ts';
import type { ContextProfile } from '../context-list.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { embeddedCredentials } from './structure.ts';

/** For a document that passed the structure gate. */
export function contextCheck(document: JsonObject, profile: ContextProfile = 'open-badge'): CheckResult {
  for (const credential of [{ pointer: '', document }, ...embeddedCredentials(document)]) {
    const problem = contextListProblem(credential.document['@context'], profile);
    if (problem === undefined) continue;
    const entry = problem.index === undefined ? '' : `/${problem.index}`;
    const detail = problem.url === undefined ? {} : { detail: { url: problem.url } };
    return checkResult('context', 'fail', problem.code, {
      pointer: `${credential.pointer}/@context${entry}`,
      ...detail,
    });
  }
  return passed('context');
}
