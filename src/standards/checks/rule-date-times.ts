// Rules: every point in time has a zone and exists in the calendar (VCDM 2.0 §4.9 dateTimeStamp, VCDM 1.1 §4.6, Open Badges
// DateTimeZ). Other credentials may use the same words for something else, so there only the credential's own are judged.
import type { JsonValue } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import type { DataModel } from '../document-kind.ts';
import type { SchemaRule } from './finding.ts';
import { walk } from './walk.ts';

const ofCredentials = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate'];
const members: ReadonlySet<string> = new Set([...ofCredentials, 'awardedDate', 'activityStartDate', 'activityEndDate']);

export const dateTimes: SchemaRule = (document) =>
  [...walk(document)]
    .filter(({ key, value }) => members.has(key) && parseDateTimeStamp(value) === undefined)
    .map(({ pointer }) => ({ code: 'date_time' as const, pointer }));

/**
 * Only when the credential itself is valid; for kinds that are not of Open Badges. In version 1.1 the zone may be missing
 * (XSD dateTime): `validity` then asks that it holds in every zone.
 */
export const credentialDates: SchemaRule = (document, dataModel) =>
  ofCredentials
    .filter((name) => name in document && !isDate(document[name], dataModel))
    .map((name) => ({ code: 'date_time' as const, pointer: `/${name}` }));

function isDate(value: JsonValue | undefined, dataModel: DataModel): boolean {
  if (parseDateTimeStamp(value) !== undefined) return true;
  return dataModel === '1.1' && typeof value === 'string' && parseDateTimeStamp(`${value}Z`) !== undefined;
}
