// If this fails, a holder can let two things in a badge that share an id trade their words, and the signature still holds.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { structureCheck } from '../../../../src/standards/checks/structure.ts';
import { issuerDid, unsignedBadge } from '../sample.ts';

type Changeable = { [key: string]: JsonValue };

function codeAfter(change: (badge: Changeable, subject: Changeable) => void): string {
  const badge: Changeable = structuredClone(unsignedBadge());
  change(badge, badge.credentialSubject as Changeable);
  return structureCheck(badge).code;
}

const achievementOf = (subject: Changeable): Changeable => subject.achievement as Changeable;

describe('objects with one id', () => {
  it('fail when both say something and not the same', () => {
    const code = codeAfter((badge, subject) => {
      const { id } = achievementOf(subject);
      badge.evidence = [{ id: id as string, type: ['Evidence'], name: 'Licensed structural engineer' }];
    });
    expect(code).toBe('repeated_id');
  });

  it('pass when one says everything and the other only names it, or both say the same', () => {
    const profile = { id: 'https://assess.example/us', type: ['Profile'], name: 'Assessors' };
    const both = (other: JsonObject): string =>
      codeAfter((badge, subject) => {
        subject.source = profile;
        badge.evidence = [other];
      });
    expect(both({ id: profile.id, type: ['Profile'] })).toBe('ok');
    expect(both(profile)).toBe('ok');
    expect(both({ ...profile, url: 'https://assess.example' })).toBe('repeated_id');
  });

  it('fail when something else says of the issuer what the issuer does not', () => {
    const moved = codeAfter((badge, subject) => {
      const { name, ...issuer } = badge.issuer as Changeable;
      badge.issuer = issuer;
      achievementOf(subject).creator = { id: issuerDid, type: ['Profile'], name: name ?? '' };
    });
    expect(moved).toBe('repeated_id');
    const bare = codeAfter((badge, subject) => {
      achievementOf(subject).creator = badge.issuer as JsonObject;
      badge.issuer = issuerDid;
    });
    expect(bare).toBe('repeated_id');
    const repeated = codeAfter((badge, subject) => {
      const { name } = badge.issuer as Changeable;
      achievementOf(subject).creator = { id: issuerDid, type: ['Profile'], name: name ?? '' };
    });
    expect(repeated).toBe('ok');
  });
});
