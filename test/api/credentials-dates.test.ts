// If this fails, a badge begins or ends at another moment than it says.
import { afterAll, expect, test } from 'vitest';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import { openTestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

let now = new Date('2028-01-31T12:00:00.900Z');
const api = await openTestApp({ clock: { now: () => now } });
afterAll(() => api.close());

test('201 a badge of one month that begins on the 31st ends on the last day of February, to the second', async () => {
  const school = await makeSchool(api);
  const achievement = await publishAchievement(school, { validFor: { months: 1 } });
  const made = await issue(school, reportBody(achievement.id));
  expect(made.document).toMatchObject({
    validFrom: '2028-01-31T12:00:00Z',
    validUntil: '2028-02-29T12:00:00Z',
    awardedDate: '2028-01-31T12:00:00Z',
  });
  expect(made.validUntil?.slice(0, 19)).toBe('2028-02-29T12:00:00');
  // A minute is allowed for clocks that differ, on either side.
  const verdicts: [string, string][] = [
    ['2028-01-31T11:58:59Z', 'invalid'],
    ['2028-01-31T11:59:00Z', 'valid'],
    ['2028-02-29T12:00:59Z', 'valid'],
    ['2028-02-29T12:01:01Z', 'invalid validity=fail:expired'],
  ];
  for (const [moment, expected] of verdicts) {
    now = new Date(moment);
    expect(`${moment} ${await verdictOn(api, made.document)}`).toContain(`${moment} ${expected}`);
  }
});

test('201 a badge without a period has no end', async () => {
  now = new Date('2028-02-01T00:00:00Z');
  const school = await makeSchool(api, {}, 'Another one');
  const made = await issue(school, reportBody((await publishAchievement(school)).id));
  expect(made.document).not.toHaveProperty('validUntil');
  now = new Date('2099-01-01T00:00:00Z');
  expect(await verdictOn(api, made.document)).toBe('valid');
});
