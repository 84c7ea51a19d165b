// Check `refresh` (Open Badges 3.0 §"Verification", step Refresh): once, and only after the signature is good, the newer
// copy that the credential names is fetched and held against the same steps. It must be the same credential of the same
// issuer. If none can be had, the verdict stays on what was handed in.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { listOf } from '../standards/checks/walk.ts';
import { parseDateTimeStamp } from '../standards/date-time.ts';
import type { DocumentKind } from '../standards/document-kind.ts';
import { establish } from './establish.ts';
import type { Verifying } from './establish.ts';
import { statusOf } from './load-status-lists.ts';
import type { ListMemory } from './load-status-lists.ts';

export interface RefreshRun {
  readonly verifying: Verifying;
  readonly memory: ListMemory;
}

/** Services that name a newer copy by its URL; others are known to nobody here. */
const services: readonly string[] = ['1EdTechCredentialRefresh'];

export async function refreshCheck(
  document: JsonObject,
  kind: DocumentKind,
  { verifying, memory }: RefreshRun,
): Promise<CheckResult> {
  const [service] = listOf(document.refreshService);
  if (service === undefined) return checkResult('refresh', 'not_applicable', 'no_service');
  const isKnown =
    isJsonObject(service) && listOf(service.type).some((type) => typeof type === 'string' && services.includes(type));
  const url = isJsonObject(service) && typeof service.id === 'string' ? service.id : undefined;
  if (!isKnown || url === undefined) return checkResult('refresh', 'unknown', 'unsupported_service');
  const detail = { url };
  const found = await verifying.source.read(url, 'credential');
  if (found.state !== 'found') {
    const forbidden = found.state === 'unreachable' && found.code === 'host_forbidden';
    return checkResult('refresh', 'unknown', forbidden ? 'forbidden_host' : 'unreachable', { detail });
  }
  const copy = await establish(found.bytes, verifying);
  if (copy.document === undefined || copy.read === undefined || !copy.signed) {
    return checkResult('refresh', 'unknown', 'invalid_copy', { detail });
  }
  const isSame =
    copy.read.kind === kind && copy.document.id === document.id && issuerIdOf(copy.document) === issuerIdOf(document);
  if (!isSame) return checkResult('refresh', 'fail', 'identity_mismatch', { detail });
  if (!isNewer(copy.document, document)) return checkResult('refresh', 'pass', 'not_newer', { detail });
  // The newer copy is what the issuer says now: where it is over or withdrawn, so is the badge.
  if (!copy.holds) return checkResult('refresh', 'fail', 'invalid_copy', { detail });
  const { result } = await statusOf(copy.document, { verifying, memory });
  if (result.outcome === 'fail') return checkResult('refresh', 'fail', 'invalid_copy', { detail });
  return result.outcome === 'unknown'
    ? checkResult('refresh', 'unknown', 'invalid_copy', { detail })
    : passed('refresh', { detail });
}

function isNewer(copy: JsonObject, document: JsonObject): boolean {
  const [made, before] = [copy, document].map(({ validFrom, issuanceDate }) =>
    parseDateTimeStamp(validFrom ?? issuanceDate)?.getTime(),
  );
  return made !== undefined && (before === undefined || made >= before);
}
