// If this fails, an institution nobody listed looks known, or one that was struck off still does.
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../../src/standards/trust-registry.ts';
import { judgeTrust } from '../../../../src/verification/trust/judge-trust.ts';
import type { KnownRegistry } from '../../../../src/verification/trust/judge-trust.ts';

const now = new Date('2026-11-25T13:00:00Z');
const issuerId = 'did:web:college.example';
const listed: RegistryEntry = {
  issuer: issuerId,
  name: 'Example College',
  state: 'listed',
  achievements: 'any',
  from: new Date('2024-01-01T00:00:00Z'),
};
const withdrawn: RegistryEntry = { ...listed, state: 'withdrawn', from: new Date('2026-01-01T00:00:00Z') };

function read(name: string, entries: readonly RegistryEntry[], signed = true): KnownRegistry {
  const entriesByIssuer = new Map<string, readonly RegistryEntry[]>();
  for (const entry of entries) {
    entriesByIssuer.set(entry.issuer, [...(entriesByIssuer.get(entry.issuer) ?? []), entry]);
  }
  return {
    state: 'read',
    name,
    url: `https://${name.toLowerCase()}.example/`,
    registry: { signed, entriesByIssuer },
    ageSeconds: 60,
  };
}
const silent: KnownRegistry = {
  state: 'unreachable',
  name: 'Silent',
  url: 'https://silent.example/',
  reason: 'timeout',
};
const forged: KnownRegistry = {
  state: 'unverified',
  name: 'Forged',
  url: 'https://forged.example/',
  reason: 'signature',
};
const empty = read('Empty', []);

const judge = (registries: readonly KnownRegistry[], more: object = {}) =>
  judgeTrust(registries, { issuerId, now, ...more });
const said = (registries: readonly KnownRegistry[], more: object = {}): string => {
  const { outcome, code } = judge(registries, more);
  return `${outcome}:${code}`;
};

describe('issuer_trust', () => {
  it('does not apply where no registry is configured', () => {
    expect(said([])).toBe('not_applicable:not_configured');
  });

  it('passes with the registry that vouched, for what and since when', () => {
    expect(judge([empty, read('State', [listed])])).toEqual({
      check: 'issuer_trust',
      outcome: 'pass',
      code: 'ok',
      detail: {
        registry: 'https://state.example/',
        registryName: 'State',
        signed: 'yes',
        ageSeconds: 60,
        listedAs: 'Example College',
        achievements: 'any',
        since: '2024-01-01T00:00:00.000Z',
      },
    });
  });

  it('F-21: does not know a "Harvard University" that a registry lists under another identifier', () => {
    const harvard = { ...listed, issuer: 'did:web:harvard.example', name: 'Harvard University' };
    expect(said([read('State', [harvard])], { issuerId: 'did:web:harvard-university.example' })).toBe(
      'unknown:not_listed',
    );
    expect(said([read('State', [harvard])], { issuerId: 'Harvard University' })).toBe('unknown:not_listed');
    expect(said([read('State', [harvard])], { issuerId: 'did:web:Harvard.example' })).toBe('unknown:not_listed');
  });

  it('F-22: cannot say while a registry is unreachable, and is neither fail nor pass', () => {
    expect(said([silent])).toBe('unknown:registry_unreachable');
    expect(judge([empty, silent]).detail).toMatchObject({ registryName: 'Silent', reason: 'timeout' });
  });

  it('cannot say while a registry is not to be believed', () => {
    expect(said([empty, forged])).toBe('unknown:registry_unverified');
  });

  it('passes when one vouches though another is silent, and names both', () => {
    const { outcome, detail } = judge([silent, read('State', [listed]), forged]);
    expect(outcome).toBe('pass');
    expect(detail).toMatchObject({ registryName: 'State', notAsked: 'Silent; Forged' });
  });

  it('rests on a signed registry before an unsigned one, and names the other', () => {
    const { from: _from, ...undated } = listed;
    const unsigned = read('Open', [undated], false);
    expect(judge([unsigned]).detail).toMatchObject({ registryName: 'Open', signed: 'no' });
    expect(judge([unsigned]).detail).not.toHaveProperty('since');
    expect(judge([unsigned, read('State', [listed])]).detail).toMatchObject({
      registryName: 'State',
      alsoListedBy: 'Open',
    });
  });
});

describe('what a listing covers', () => {
  const some = read('State', [{ ...listed, achievements: { ids: ['https://a.example/1'], types: ['Certificate'] } }]);

  it.each([
    ['the achievement by id', { achievementId: 'https://a.example/1' }, 'pass:ok'],
    ['the achievement by type', { achievementTypes: ['Course', 'Certificate'] }, 'pass:ok'],
    [
      'not another',
      { achievementId: 'https://a.example/12', achievementTypes: ['Course'] },
      'unknown:achievement_not_listed',
    ],
    ['not an unnamed one', {}, 'unknown:achievement_not_listed'],
  ])('%s', (_what, question, answer) => {
    expect(said([some], question)).toBe(answer);
  });

  it.each([
    ['before it begins', '2023-12-31T23:59:59Z', 'unknown:not_listed'],
    ['from its first moment', '2024-01-01T00:00:00Z', 'pass:ok'],
    ['up to its end', '2025-12-31T23:59:59Z', 'pass:ok'],
    ['not at its end', '2026-01-01T00:00:00Z', 'unknown:not_listed'],
  ])('awards %s: %s is %s', (_what, awardedAt, answer) => {
    const ended = read('State', [{ ...listed, until: new Date('2026-01-01T00:00:00Z') }]);
    expect(said([ended], { awardedAt: new Date(awardedAt) })).toBe(answer);
  });

  it('nothing today when it has ended, or has yet to begin', () => {
    expect(said([read('State', [{ ...listed, until: new Date('2026-01-01T00:00:00Z') }])])).toBe('unknown:not_listed');
    expect(said([read('State', [{ ...listed, from: new Date('2027-01-01T00:00:00Z') }])])).toBe('unknown:not_listed');
  });

  it('awards of an earlier period, though a later one followed', () => {
    const history = read('State', [
      { ...listed, from: new Date('2018-01-01T00:00:00Z'), until: new Date('2020-01-01T00:00:00Z') },
      listed,
    ]);
    expect(said([history], { awardedAt: new Date('2019-01-01T00:00:00Z') })).toBe('pass:ok');
    expect(said([history], { awardedAt: new Date('2021-01-01T00:00:00Z') })).toBe('unknown:not_listed');
  });
});

describe('a withdrawal', () => {
  it('fails, whatever the credential says about its date', () => {
    const state = read('State', [listed, withdrawn]);
    expect(said([state])).toBe('fail:withdrawn');
    expect(said([state], { awardedAt: new Date('2025-01-01T00:00:00Z') })).toBe('fail:withdrawn');
    expect(judge([state]).detail).toMatchObject({ since: '2026-01-01T00:00:00.000Z', registryName: 'State' });
  });

  it('of the same moment as a listing wins', () => {
    const at = { ...listed, from: withdrawn.from ?? now };
    expect(said([read('State', [withdrawn, at])])).toBe('fail:withdrawn');
    expect(said([read('State', [at, withdrawn])])).toBe('fail:withdrawn');
  });

  it('ends where the same registry lists the issuer anew', () => {
    const again = { ...listed, from: new Date('2026-06-01T00:00:00Z') };
    const state = read('State', [again, listed, withdrawn]);
    expect(said([state])).toBe('pass:ok');
    expect(said([state], { awardedAt: new Date('2025-01-01T00:00:00Z') })).toBe('pass:ok');
    expect(said([state], { awardedAt: new Date('2026-03-01T00:00:00Z') })).toBe('unknown:not_listed');
  });

  it('has no effect before it begins, nor on achievements that it does not name', () => {
    expect(said([read('State', [listed, { ...withdrawn, from: new Date('2027-01-01T00:00:00Z') }])])).toBe('pass:ok');
    const oneOnly = read('State', [listed, { ...withdrawn, achievements: { ids: ['https://a.example/1'] } }]);
    expect(said([oneOnly], { achievementId: 'https://a.example/1' })).toBe('fail:withdrawn');
    expect(said([oneOnly], { achievementId: 'https://a.example/2' })).toBe('pass:ok');
  });

  it('in one registry outweighs an older, an undated and an unsigned listing in others, not a newer signed one', () => {
    const { from: _from, ...undated } = listed;
    const newer = { ...listed, from: new Date('2026-06-01T00:00:00Z') };
    const struck = read('State', [withdrawn]);
    expect(said([read('Other', [listed]), struck])).toBe('fail:withdrawn');
    expect(said([read('Open', [undated], false), struck])).toBe('fail:withdrawn');
    expect(said([read('Open', [newer], false), struck])).toBe('fail:withdrawn');
    expect(said([struck, read('Other', [newer])])).toBe('pass:ok');
  });
});
