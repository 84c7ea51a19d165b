// Check `structure`: the document is in the one canonical JSON form, small enough, and says nothing by another name.
// JSON-LD has many spellings of the same signed statement; only the plain one is accepted, before anything else looks.
import type { JsonObject } from '../../kernel/json.ts';
import { kindOf } from '../document-kind.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';
import { gate } from './structure-gate.ts';
import type { EmbeddedCredential } from './structure-gate.ts';

/**
 * Gates a document and every credential inside it, each on its own; the first thing found wrong is the answer.
 * An `@context` that is not a list of URLs passes here: the context check says what it means.
 */
export function structureCheck(document: JsonObject): CheckResult {
  const most = kindOf(document) === 'presentation' ? limits.presentedCredentials : limits.embeddedCredentials;
  let inside = 0;
  for (const next of outermostFirst(document)) {
    if (next.problem !== undefined) {
      const { code, pointer, unclear } = next.problem;
      return checkResult('structure', unclear === true ? 'unknown' : 'fail', code, { pointer });
    }
    inside += next.embedded.length;
    if (inside > most) return checkResult('structure', 'fail', 'too_many_credentials');
  }
  return passed('structure');
}

/** The credentials directly or indirectly inside a document that passed the gate, in order of depth. */
export function embeddedCredentials(document: JsonObject): readonly EmbeddedCredential[] {
  return [...outermostFirst(document)].flatMap(({ embedded }) => embedded);
}

function* outermostFirst(document: JsonObject): Generator<ReturnType<typeof gate>> {
  let level: readonly EmbeddedCredential[] = [{ pointer: '', document, member: '' }];
  while (level.length > 0) {
    const below: EmbeddedCredential[] = [];
    for (const credential of level) {
      const gated = gate(credential);
      yield gated;
      below.push(...gated.embedded);
    }
    level = below;
  }
}
