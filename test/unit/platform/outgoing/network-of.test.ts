// If this fails, one line counts as many callers, or two lines as one.
import { expect, test } from 'vitest';
import { networkOf } from '../../../../src/platform/outgoing/network-of.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:1::1', '2001:db8:1:1::/64'],
  ['2001:DB8:1:1:ffff::9', '2001:db8:1:1::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['203.0.113.9:49152', '203.0.113.9'],
  ['[2001:db8:1:1::1]:49152', '2001:db8:1:1::/64'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
