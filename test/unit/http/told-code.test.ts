// If this fails, whoever verifies links learns which names exist inside the network of the deployment.
import { expect, test } from 'vitest';
import { toldCode } from '../../../src/http/told-code.ts';

test.each([
  ['https://intranet.example.edu/badge', 'host_forbidden', 'unreachable'],
  ['https://intranet.example.edu/badge', 'unreachable', 'unreachable'],
  ['https://intranet.example.edu/badge', 'not_found', 'not_found'],
  ['https://127.0.0.1/badge', 'host_forbidden', 'host_forbidden'],
  ['https://localhost/badge', 'host_forbidden', 'host_forbidden'],
  ['https://badges.example.edu:8443/badge', 'host_forbidden', 'host_forbidden'],
] as const)('%s, where the fetcher says %s, is told as %s', (url, code, told) => {
  expect(toldCode(url, code)).toBe(told);
});
