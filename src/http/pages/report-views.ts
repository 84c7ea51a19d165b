// Turns a report of verification into what the verify page is told. Of the document it takes only what passed the gate
// that makes it mean the same to every reader.
import type { OpenBadge2Facts } from '../../standards/open-badge-2/judge.ts';
import type { PartReport, VerificationReport } from '../../verification/report.ts';
import type { PartView, ReportCredentialView, ReportView } from './credential-views.ts';
import { reportCredentialView, signerView } from './document-views.ts';

export function reportView(report: VerificationReport): ReportView {
  const { outcome, kind, checks, warnings, verifiedAt, parts } = report;
  const credential = credentialOf(report);
  return {
    outcome,
    kind,
    checks,
    warnings,
    verifiedAt,
    ...(credential !== undefined && { credential }),
    ...(parts !== undefined && { parts: parts.map(partView) }),
  };
}

function partView(part: PartReport): PartView {
  return { ...reportView(part), pointer: part.pointer, role: part.role };
}

function credentialOf(report: VerificationReport): ReportCredentialView | undefined {
  const { openBadge2, credential, checks } = report;
  if (openBadge2 !== undefined) return olderBadgeView(openBadge2);
  const readable = checks.some(({ check, outcome }) => check === 'structure' && outcome === 'pass');
  if (credential === undefined || !readable) return undefined;
  return { ...reportCredentialView(credential), issuer: signerOf(report) };
}

/**
 * Who is shown as the one who signed: whoever the document names, as long as that is whose key was asked for. Of a
 * presentation nobody but its holder; an issuer that one may name besides has signed nothing.
 */
function signerOf({ kind, credential = {}, checks }: VerificationReport): ReportCredentialView['issuer'] {
  const named = signerView(kind === 'presentation' ? credential.holder : credential.issuer);
  const asked = checks.find(({ check }) => check === 'issuer_key')?.detail?.['issuer'];
  return typeof asked === 'string' && asked !== named.id ? { id: asked } : named;
}

/** Open Badges 2.0 names its issuer by a web address, under which its profile lies. */
function olderBadgeView(facts: OpenBadge2Facts): ReportCredentialView {
  const { id, name, description, issuer, issuedOn, expires, recipient } = facts;
  return {
    id,
    issuer: { id: issuer?.url ?? '', ...(issuer?.name !== undefined && { name: issuer.name }) },
    // What stands in the clear is a person's e-mail address: enough to say that it names one.
    subject: { hashedIdentity: recipient.hashed, inTheClear: !recipient.hashed },
    achievement: { name: name ?? '', ...(description !== undefined && { description }) },
    results: [],
    evidence: [],
    validFrom: issuedOn,
    ...(expires !== undefined && { validUntil: expires }),
  };
}
