// What one verification may ask of others: so many documents in all and of one host, and no longer than it lasts. A stranger's
// record can name hundreds of issuers and lists; nobody shall make us ask them all for one request.
import type { DocumentSource, SourceDocument } from './document-source.ts';

interface BudgetLimits {
  /** Documents of other hosts, each counted once. */
  readonly documents: number;
  readonly documentsOfOneHost: number;
}

const usualBudget: BudgetLimits = { documents: 64, documentsOfOneHost: 32 };

const spent: SourceDocument = { state: 'unreachable', code: 'budget' };

/** The same source, which stops answering once the budget is spent or the time is over. Own documents cost nothing. */
export function withBudget(
  source: DocumentSource,
  time: AbortSignal,
  limits: BudgetLimits = usualBudget,
): DocumentSource {
  const asked = new Set<string>();
  const ofHost = new Map<string, number>();
  // A source must not throw; should one all the same, nothing was established, and nobody's request fails for it.
  const readSafely: DocumentSource['read'] = async (url, purpose, options) => {
    try {
      return await source.read(url, purpose, options);
    } catch {
      return { state: 'unreachable', code: 'unreachable' };
    }
  };
  return {
    isOwn: (url) => source.isOwn(url),
    read: async (url, purpose, options) => {
      if (source.isOwn(url)) return readSafely(url, purpose, options);
      if (time.aborted) return spent;
      if (!asked.has(url)) {
        const host = URL.canParse(url) ? new URL(url).host : '';
        const before = ofHost.get(host) ?? 0;
        if (asked.size >= limits.documents || before >= limits.documentsOfOneHost) return spent;
        asked.add(url);
        ofHost.set(host, before + 1);
      }
      return readSafely(url, purpose, options);
    },
  };
}
