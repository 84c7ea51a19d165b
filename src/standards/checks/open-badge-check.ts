// Check `open_badge`: what kind of document this is. It comes first in every report, because an employer who is shown a
// genuine credential of another kind must not take it for a badge.
import type { DocumentKind } from '../document-kind.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';

const others: Readonly<Record<Exclude<DocumentKind, 'open-badge'>, CheckCode<'open_badge'>>> = {
  endorsement: 'endorsement',
  clr: 'learner_record',
  'status-list': 'status_list',
  credential: 'other_credential',
  presentation: 'presentation',
};

export function openBadgeCheck(kind: DocumentKind): CheckResult {
  return kind === 'open-badge' ? passed('open_badge') : checkResult('open_badge', 'not_applicable', others[kind]);
}
