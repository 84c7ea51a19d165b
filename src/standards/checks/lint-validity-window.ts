// Lint rule: what we sign is valid when it is signed or later, never already over, and ends after it begins.
import type { LintRule } from './finding.ts';
import { parseDateTimeStamp } from '../date-time.ts';

export const validityWindow: LintRule = (document, now) => {
  const from = parseDateTimeStamp(document.validFrom);
  const until = parseDateTimeStamp(document.validUntil);
  if (until === undefined) return [];
  const over = until <= now || (from !== undefined && until <= from);
  return over ? [{ code: 'validity_window', pointer: '/validUntil' }] : [];
};
