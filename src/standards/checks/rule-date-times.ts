// Rule: every point in time has a zone and exists in the calendar (VCDM 2.0 §4.9 dateTimeStamp, Open Badges DateTimeZ).
import type { SchemaRule } from './finding.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import { walk } from './walk.ts';

const members: ReadonlySet<string> = new Set([
  'validFrom',
  'validUntil',
  'awardedDate',
  'activityStartDate',
  'activityEndDate',
]);

export const dateTimes: SchemaRule = (document) =>
  [...walk(document)]
    .filter(({ key, value }) => members.has(key) && parseDateTimeStamp(value) === undefined)
    .map(({ pointer }) => ({ code: 'date_time' as const, pointer }));
