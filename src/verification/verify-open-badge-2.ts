// Open Badges 2.0 and older: recognised, judged by the rules of their own time, and never called valid as a 3.0 badge. They
// rest on documents at web addresses, which are read one after the other as the judgement asks for them.
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { HostedDocument } from '../standards/open-badge-2/hosted-documents.ts';
import { legacyCheck } from '../standards/open-badge-2/judge.ts';
import type { OpenBadge2Facts } from '../standards/open-badge-2/judge.ts';
import { readLegacyAssertion } from '../standards/open-badge-2/recognise.ts';
import type { DocumentSource } from './document-source.ts';
import type { Established, Verifying } from './establish.ts';
import { DeadlinePassed } from './judge.ts';
import { reportOn } from './report.ts';
import type { VerificationReport } from './report.ts';

/** More documents than these no badge needs: itself, its class, issuer, key and revocation list. */
const MOST_DOCUMENTS = 8;

export async function verifyOpenBadge2(
  text: string,
  found: Pick<Established, 'media' | 'checks' | 'warnings'>,
  { judge, source, now }: Verifying,
): Promise<VerificationReport> {
  const given = readLegacyAssertion(text)?.document;
  const documents = new Map<string, HostedDocument>();
  const report = (
    legacy: ReturnType<typeof legacyCheck>,
    facts?: OpenBadge2Facts,
    document: JsonObject | undefined = given,
  ): VerificationReport =>
    reportOn({
      checks: [
        checkResult('open_badge', 'not_applicable', 'open_badges_2'),
        ...(found.checks.length > 0 ? found.checks : [passed('parse', { detail: { form: found.media } })]),
        legacy,
      ],
      warnings: found.warnings,
      now,
      kind: 'open-badge-2',
      media: found.media,
      ...(document !== undefined && { document }),
      ...(facts !== undefined && { openBadge2: facts }),
    });
  for (let round = 0; round <= MOST_DOCUMENTS; round += 1) {
    const judged = await judge.judgeOpenBadge2({ text, documents, now }).catch((error: unknown) => {
      if (error instanceof DeadlinePassed) return undefined;
      throw error;
    });
    if (judged === undefined) break;
    if (judged.state !== 'needs') return report(legacyCheck(judged), judged.facts, judged.document);
    for (const url of judged.urls) documents.set(url, await read(url, source));
  }
  return report(checkResult('legacy', 'unknown', 'unreachable'));
}

/** https only: what came over an open line proves nothing. */
async function read(url: string, source: DocumentSource): Promise<HostedDocument> {
  const found = await source.read(url, 'legacy');
  return found.state === 'found' ? { state: 'found', bytes: found.bytes } : { state: found.state };
}
