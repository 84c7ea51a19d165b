// What can be handed in for verification: the credential itself as text, or the URL of one of this deployment.
import type { Clock } from '../kernel/clock.ts';
import type { JsonError } from '../kernel/json.ts';
import { checkResult } from '../standards/checks/check-result.ts';
import type { DocumentSource } from './document-source.ts';
import type { VerificationReport } from './report.ts';
import { reportOn } from './verify-credential.ts';
import type { VerifyCredential } from './verify-credential.ts';

export interface VerifySubject {
  /** JSON or a compact JWT. */
  text(text: string): Promise<VerificationReport>;
  /** Undefined when the URL is not one of this deployment's credentials. */
  url(url: string): Promise<VerificationReport | undefined>;
  /** JSON that could be read but holds a value that no signature binds. */
  unbound(error: JsonError): VerificationReport;
}

export function verifySubject(verify: VerifyCredential, source: DocumentSource, clock: Clock): VerifySubject {
  return {
    text: (text) => verify(text),
    url: async (url) => {
      const plain = url.replace(/[?#].*$/s, '');
      if (!source.isOwn(plain)) return undefined;
      const found = await source.read(plain);
      return found.state === 'found' ? verify(found.bytes) : undefined;
    },
    unbound: ({ code, pointer }) => {
      // The parser has these codes for values that are readable but not kept without loss.
      const unboundCode = code === 'invalid_unicode' || code === 'unsafe_integer' ? code : 'number_out_of_range';
      const structure = checkResult('structure', 'fail', unboundCode, { pointer });
      return reportOn([{ check: 'parse', outcome: 'pass', code: 'ok' }, structure], [], clock.now());
    },
  };
}
