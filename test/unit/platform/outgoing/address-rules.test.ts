// If this fails, a URL written by a stranger can make us knock at a door inside our own network.
import { describe, expect, it } from 'vitest';
import { destinationOf, isPublicAddress } from '../../../../src/platform/outgoing/address-rules.ts';
import { FetchStopped } from '../../../../src/platform/outgoing/fetch-result.ts';

describe('an address', () => {
  it.each(['1.1.1.1', '193.0.6.139', '2606:4700::1111', '2a00:1450:4001:80b::200e'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['private', '10.0.0.5'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['of a metadata service', '169.254.169.254'],
    ['shared (carrier)', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['this network', '0.0.0.0'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['protocol assignments', '192.0.0.8'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['mapped', '::ffff:7f00:1'],
    ['mapped, of a public one', '::ffff:1.1.1.1'],
    ['compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['site-local', 'fec0::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700::1111%1'],
    ['unique local', 'fd00::1'],
    ['multicast', 'ff02::1'],
    ['discard', '100::1'],
    ['documentation', '2001:db8::1'],
    ['not handed out', '4000::1'],
    ['no address', 'localhost'],
    ['a number', '2130706433'],
    ['short', '127.1'],
    ['nothing', ''],
  ])('that is %s (%s) is not public', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

function codeOf(url: string, ports: readonly number[] = [443]): string {
  try {
    destinationOf(url, ports);
    return 'allowed';
  } catch (error) {
    if (error instanceof FetchStopped) return error.code;
    throw error;
  }
}

describe('a URL', () => {
  it('of https and a public name is allowed, without its fragment', () => {
    expect(destinationOf('https://uni.example:443/a?b=c#key-1', [443]).href).toBe('https://uni.example/a?b=c');
  });

  it('in other letters is the same host', () => {
    expect(destinationOf('HTTPS://Uni.Example/', [443]).hostname).toBe('uni.example');
  });

  it.each(['http://uni.example/', 'ftp://uni.example/', 'file:///etc/passwd', 'data:text/plain,a', 'uni.example', ''])(
    'of another scheme is not supported: %s',
    (url) => {
      expect(codeOf(url)).toBe('unsupported');
    },
  );

  it.each([
    '127.0.0.1',
    '1.1.1.1',
    '[::1]',
    '[2606:4700::1111]',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
  ])('D-05 with an address in any spelling is forbidden, public or not: %s', (host) => {
    expect(codeOf(`https://${host}/`)).toBe('host_forbidden');
  });

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'db',
    'api.localhost',
    'printer.local',
    'metadata.google.internal',
    'nas.home.arpa',
    'router.lan',
    'a.svc.cluster.local',
    'uni.example.',
    'service.onion',
  ])('D-01 with a local name is forbidden: %s', (host) => {
    expect(codeOf(`https://${host}/`)).toBe('host_forbidden');
  });

  it.each([22, 80, 5432, 6379, 8443])('D-15 on port %d is forbidden', (port) => {
    expect(codeOf(`https://uni.example:${port}/`)).toBe('host_forbidden');
  });

  it('D-15 on a port that was configured is allowed', () => {
    expect(codeOf('https://uni.example:8443/', [443, 8443])).toBe('allowed');
  });

  it.each(['https://uni.example@evil.example/', 'https://a:b@uni.example/', 'https://:b@uni.example/'])(
    'with an account is forbidden: %s',
    (url) => {
      expect(codeOf(url)).toBe('host_forbidden');
    },
  );
});
