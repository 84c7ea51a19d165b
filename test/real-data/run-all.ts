// The whole folder, told in lines: a table by kind, everything that is wrong or stricter, altered copies by class, and the sum.
import type { Corpus } from './corpus.ts';
import { score, scoreCopies } from './score.ts';
import type { Scored, ScoredCopy } from './score.ts';

export interface Result {
  readonly lines: readonly string[];
  readonly right: number;
  readonly wrong: number;
  readonly policy: number;
  /** Altered copies that were called valid. */
  readonly accepted: number;
  /** Copies that change nothing and were not accepted like their original. */
  readonly refused: number;
  readonly stricter: number;
}

export async function runAll(corpus: Corpus): Promise<Result> {
  const items: Scored[] = [];
  const copies: ScoredCopy[] = [];
  for (const item of corpus.entries) {
    const scored = await score(corpus, item);
    items.push(scored);
    copies.push(...(await scoreCopies(corpus, item, scored.outcome)));
  }
  const count = (verdict: Scored['verdict']): number => items.filter((one) => one.verdict === verdict).length;
  const accepted = copies.filter(({ verdict }) => verdict === 'accepted');
  const refused = copies.filter(({ verdict }) => verdict === 'refused');
  const [right, wrong, policy] = [count('right'), count('wrong'), count('policy')];
  const stricter = items.filter((one) => one.stricter !== undefined);
  return {
    right,
    wrong,
    policy,
    accepted: accepted.length,
    refused: refused.length,
    stricter: stricter.length,
    lines: [
      ...byKind(items),
      ...items
        .filter((one) => one.verdict === 'wrong')
        .map(
          (one) =>
            `WRONG ${one.item.file}: expected ${one.item.expectedWithMap ?? one.item.expected}, answered ${one.outcome} ${one.findings.join(' ')}`,
        ),
      ...stricter.map(
        (one) => `stricter ${one.item.file}: ${one.outcome} for ${one.finding ?? ''} (${one.stricter?.rule ?? ''})`,
      ),
      ...byClass(copies),
      ...accepted.map((one) => `ACCEPTED ${one.copy.variant} of ${one.item.file}`),
      ...refused.map(
        (one) => `refused ${one.copy.variant} of ${one.item.file}: ${one.outcome} ${one.findings.join(' ')}`,
      ),
      `real-data: ${right} right, ${wrong} wrong, ${policy} policy, ${accepted.length} tampered accepted`,
    ],
  };
}

function byKind(items: readonly Scored[]): readonly string[] {
  const kinds = [...new Set(items.map(({ item }) => kindOf(item.file, item.kind)))].toSorted();
  return kinds.map((kind) => {
    const of = items.filter(({ item }) => kindOf(item.file, item.kind) === kind);
    const count = (verdict: Scored['verdict']): number => of.filter((one) => one.verdict === verdict).length;
    return `${kind.padEnd(58)} ${count('right')} right, ${count('wrong')} wrong, ${count('policy')} policy-dependent, ${count('not-judged')} not judged`;
  });
}

function kindOf(file: string, kind: string): string {
  return `${file.split('/')[0] ?? ''}: ${kind}`;
}

function byClass(copies: readonly ScoredCopy[]): readonly string[] {
  const classes = [...new Set(copies.map(({ copy }) => copy.class))].toSorted();
  return classes.map((name) => {
    const of = copies.filter(({ copy }) => copy.class === name);
    const valid = of.filter(({ outcome }) => outcome === 'valid').length;
    return `altered copies, ${name}: ${of.length}, answered valid ${valid}`;
  });
}
