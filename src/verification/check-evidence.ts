// Check `evidence_digest`: where evidence can be had and the credential binds it by a digest, the digest fits. Asked for,
// because it fetches files; only after the signature is good.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { listOf } from '../standards/checks/walk.ts';
import { digestFits } from '../standards/related-digest.ts';
import type { DocumentSource } from './document-source.ts';

/** No more evidence than this is fetched for one verification. */
const MOST_FETCHES = 8;

export async function evidenceChecks(document: JsonObject, source: DocumentSource): Promise<readonly CheckResult[]> {
  const items = listOf(document.evidence).map((item, index) => ({ item, pointer: `/evidence/${index}` }));
  const results: CheckResult[] = [];
  for (const { item, pointer } of items) {
    if (!isJsonObject(item)) continue;
    const isLeft = results.length < MOST_FETCHES || !isBound(item);
    results.push(
      isLeft
        ? await checkOne(item, pointer, source)
        : checkResult('evidence_digest', 'unknown', 'not_looked_at', { pointer }),
    );
  }
  return results.length > 0 ? results : [checkResult('evidence_digest', 'not_applicable', 'no_digest')];
}

async function checkOne(evidence: JsonObject, pointer: string, source: DocumentSource): Promise<CheckResult> {
  const { id } = evidence;
  const url = typeof id === 'string' && id.startsWith('https://') ? id : undefined;
  if (!isBound(evidence)) return checkResult('evidence_digest', 'not_applicable', 'no_digest', { pointer });
  if (url === undefined) return checkResult('evidence_digest', 'unknown', 'unreachable', { pointer });
  const found = await source.read(url, 'evidence');
  if (found.state !== 'found') return checkResult('evidence_digest', 'unknown', 'unreachable', { pointer });
  const bytes = typeof found.bytes === 'string' ? Buffer.from(found.bytes) : found.bytes;
  return digestFits(evidence, bytes)
    ? passed('evidence_digest', { pointer, detail: { source: found.source } })
    : checkResult('evidence_digest', 'fail', 'mismatch', { pointer, detail: { source: found.source } });
}

function isBound({ digestSRI, digestMultibase }: JsonObject): boolean {
  return digestSRI !== undefined || digestMultibase !== undefined;
}
