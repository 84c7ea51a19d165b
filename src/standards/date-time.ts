// Points in time as credentials write them: XSD 1.1 dateTimeStamp (zone required), read strictly and calendar-valid.
// Leap seconds and 24:00:00 are refused: they have no instant in the clock we compare with.

const pattern =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/;

/** The instant, or undefined for anything that is not an existing date and time with a zone. */
export function parseDateTimeStamp(text: unknown): Date | undefined {
  const parts = typeof text === 'string' ? pattern.exec(text) : null;
  if (parts === null || typeof text !== 'string') return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const daysInMonth = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const inRange =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zoneHour * 60 + zoneMinute <= 14 * 60 &&
    zoneMinute <= 59;
  return inRange ? new Date(text) : undefined;
}

/** The form written into proofs and credentials: UTC, whole seconds, `Z`. */
export function formatDateTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
