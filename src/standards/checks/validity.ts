// Check `validity`: now lies between the times a credential states, with a minute for clocks that differ (VCDM 2.0 §4.9,
// VCDM 1.1 §4.6, RFC 7519 §4.1.4 and §4.1.5 for a JWT around it).
import type { JsonObject } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import type { JwtTimes } from '../jwt-claims.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';

interface Bound {
  readonly side: 'from' | 'until';
  /** As it stands in the document. */
  readonly stated: string | number;
  readonly time: number;
  /** Of the member, or undefined for a claim of the JWT. */
  readonly pointer?: string;
  readonly name: string;
}

/**
 * For a document whose dates passed the schema check. The names of both versions of the data model count, whichever it
 * declares, and the narrowest time wins; what is absent bounds nothing.
 */
export function validityCheck(document: JsonObject, now: Date, jwtTimes: JwtTimes = {}): CheckResult {
  const bounds = [
    ...memberBounds(document, 'from', ['validFrom', 'issuanceDate']),
    ...claimBounds('from', 'nbf', jwtTimes.notBefore),
    ...memberBounds(document, 'until', ['validUntil', 'expirationDate']),
    ...claimBounds('until', 'exp', jwtTimes.expires),
  ];
  const detail = { now: now.toISOString(), ...Object.fromEntries(bounds.map(({ name, stated }) => [name, stated])) };
  const broken = bounds.find(({ side, time }) =>
    side === 'from' ? now.getTime() < time - limits.clockSkewMs : now.getTime() > time + limits.clockSkewMs,
  );
  if (broken === undefined) return passed('validity', { detail });
  const where = broken.pointer === undefined ? {} : { pointer: broken.pointer };
  return checkResult('validity', 'fail', broken.side === 'from' ? 'not_yet_valid' : 'expired', { ...where, detail });
}

function memberBounds(document: JsonObject, side: Bound['side'], names: readonly string[]): readonly Bound[] {
  return names.flatMap((name) => {
    const stated = document[name];
    if (typeof stated !== 'string') return [];
    // Without a zone it counts only where it holds everywhere: from the last place to reach it, until the first.
    const zone = side === 'from' ? '-12:00' : '+14:00';
    const time = (parseDateTimeStamp(stated) ?? parseDateTimeStamp(`${stated}${zone}`))?.getTime();
    return time === undefined ? [] : [{ side, stated, time, pointer: `/${name}`, name }];
  });
}

function claimBounds(side: Bound['side'], name: string, seconds: number | undefined): readonly Bound[] {
  return seconds === undefined ? [] : [{ side, stated: seconds, time: seconds * 1000, name }];
}
