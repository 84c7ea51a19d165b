// If this fails, the page names somebody as the one who signed whose key nobody looked at.
import { describe, expect, it } from 'vitest';
import { reportView } from '../../../../src/http/pages/report-views.ts';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { passed } from '../../../../src/standards/checks/check-result.ts';
import type { CheckResult } from '../../../../src/standards/checks/check-result.ts';
import type { VerificationReport } from '../../../../src/verification/report.ts';

const stranger = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
const victim = { id: 'did:web:harvard.example', name: 'Harvard University' };

function reportOf(kind: VerificationReport['kind'], credential: JsonObject, keyOf?: string): VerificationReport {
  const key: readonly CheckResult[] = keyOf === undefined ? [] : [passed('issuer_key', { detail: { issuer: keyOf } })];
  const checks = [passed('parse'), passed('structure'), ...key];
  return {
    outcome: 'valid',
    kind,
    media: 'json',
    checks,
    warnings: [],
    verifiedAt: '2026-11-25T13:00:00Z',
    credential,
  };
}

const signerOf = (...given: Parameters<typeof reportOf>) => reportView(reportOf(...given)).credential?.issuer;

describe('who signed is shown as', () => {
  it('the issuer that a credential names, when its key was the one that was looked at', () => {
    expect(signerOf('open-badge', { issuer: victim }, victim.id)).toEqual(victim);
    expect(signerOf('open-badge', { issuer: victim.id }, victim.id)).toEqual({ id: victim.id });
  });

  it('whose key was looked at, without the name, when the document names another', () => {
    expect(signerOf('open-badge', { issuer: victim }, stranger)).toEqual({ id: stranger });
    expect(signerOf('presentation', { holder: victim }, stranger)).toEqual({ id: stranger });
  });

  it('the holder of a presentation and never an issuer that it names besides', () => {
    expect(signerOf('presentation', { issuer: victim, holder: stranger }, stranger)).toEqual({ id: stranger });
    expect(signerOf('presentation', { issuer: victim }, stranger)).toEqual({ id: stranger });
    expect(signerOf('presentation', { issuer: victim })).toEqual({ id: '' });
  });

  it('the same in a part', () => {
    const inner = reportOf('presentation', { issuer: victim }, stranger);
    const outer = reportOf('clr', { issuer: stranger }, stranger);
    const { parts } = reportView({
      ...outer,
      parts: [{ ...inner, pointer: '/verifiableCredential/0', role: 'credential' }],
    });
    expect(parts?.map(({ credential }) => credential?.issuer)).toEqual([{ id: stranger }]);
  });
});
