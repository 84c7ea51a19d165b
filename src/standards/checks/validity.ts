// Check `validity`: now lies between validFrom and validUntil (VCDM 2.0 §4.9), with a minute for clocks that differ.
import type { JsonObject } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';

/** For a document whose dates passed the schema check; a date that is absent bounds nothing. */
export function validityCheck(document: JsonObject, now: Date): CheckResult {
  const { validFrom, validUntil } = document;
  const from = parseDateTimeStamp(validFrom);
  const until = parseDateTimeStamp(validUntil);
  const detail = {
    now: now.toISOString(),
    ...(typeof validFrom === 'string' ? { validFrom } : {}),
    ...(typeof validUntil === 'string' ? { validUntil } : {}),
  };
  if (from !== undefined && now.getTime() < from.getTime() - limits.clockSkewMs) {
    return checkResult('validity', 'fail', 'not_yet_valid', { pointer: '/validFrom', detail });
  }
  if (until !== undefined && now.getTime() > until.getTime() + limits.clockSkewMs) {
    return checkResult('validity', 'fail', 'expired', { pointer: '/validUntil', detail });
  }
  return passed('validity', { detail });
}
