// What can be handed in for verification: the credential itself as bytes or text, or a URL under which it lies, as JSON, as
// a JWT, inside a picture, or linked from a page about it.
import type { Clock } from '../kernel/clock.ts';
import type { JsonError } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import { credentialLink } from './credential-link.ts';
import type { DocumentSource, SourceDocument, UnreachableCode } from './document-source.ts';
import type { Asked, VerifyCredential } from './verify-credential.ts';
import { reportOn } from './report.ts';
import type { VerificationReport } from './report.ts';

/** A report, or why the URL gave nothing to report on. */
export type UrlVerification =
  | { readonly ok: true; readonly report: VerificationReport; readonly readFrom: string }
  | { readonly ok: false; readonly code: 'not_found' | 'no_credential' | Exclude<UnreachableCode, 'budget'> };

export interface VerifySubject {
  /** JSON, a compact JWT, or a baked picture. */
  given(input: Uint8Array | string, asked?: Asked): Promise<VerificationReport>;
  url(url: string, asked?: Asked): Promise<UrlVerification>;
  /** JSON that could be read but holds a value that no signature binds. */
  unbound(error: JsonError): VerificationReport;
}

export function verifySubject(verify: VerifyCredential, source: DocumentSource, clock: Clock): VerifySubject {
  const read = async (url: string, asked: Asked | undefined, mayFollow: boolean): Promise<UrlVerification> => {
    const found = await source.read(url, 'credential');
    if (found.state === 'absent') return { ok: false, code: 'not_found' };
    if (found.state === 'unreachable') return { ok: false, code: found.code === 'budget' ? 'unreachable' : found.code };
    if (isPage(found)) {
      const link = mayFollow ? credentialLink(found.bytes, found.url ?? url) : undefined;
      return link === undefined ? { ok: false, code: 'no_credential' } : read(link, asked, false);
    }
    return { ok: true, report: await verify(found.bytes, asked), readFrom: found.url ?? url };
  };
  return {
    given: (input, asked) => verify(input, asked),
    url: (url, asked) => {
      const plain = url.replace(/#.*$/s, '');
      // Addresses of this deployment name the badge whatever stands behind the question mark.
      const withoutQuery = plain.replace(/\?.*$/s, '');
      return read(source.isOwn(withoutQuery) ? withoutQuery : plain, asked, true);
    },
    unbound: ({ code, pointer }) => {
      // The parser has these codes for values that are readable but not kept without loss.
      const unboundCode = code === 'invalid_unicode' || code === 'unsafe_integer' ? code : 'number_out_of_range';
      const structure = checkResult('structure', 'fail', unboundCode, { pointer });
      const checks = [passed('parse'), structure];
      return reportOn({ checks, warnings: [], now: clock.now(), kind: 'unreadable', media: 'json' });
    },
  };
}

/** By what the bytes begin with, and only then by what the host says of them. */
function isPage(found: SourceDocument & { readonly state: 'found' }): boolean {
  const start = (typeof found.bytes === 'string' ? found.bytes : Buffer.from(found.bytes.subarray(0, 512)).toString())
    .slice(0, 512)
    .trimStart()
    .toLowerCase();
  if (start.startsWith('<svg') || start.startsWith('<?xml') || start.startsWith('{')) return false;
  return (
    start.startsWith('<!doctype html') || start.startsWith('<html') || /^text\/html\b/i.test(found.contentType ?? '')
  );
}
