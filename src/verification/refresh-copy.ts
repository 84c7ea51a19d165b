// Check `refresh` (Open Badges 3.0 §"Verification", step Refresh): once, and only after the signature is good, the newer
// copy that the credential names is fetched and held against the same steps. It must be the same credential of the same
// issuer. If none can be had, the verdict stays on what was handed in.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { listOf } from '../standards/checks/walk.ts';
import { establish } from './establish.ts';
import type { Verifying } from './establish.ts';

/** Services that name a newer copy by its URL; others are known to nobody here. */
const services: readonly string[] = ['1EdTechCredentialRefresh'];

export async function refreshCheck(document: JsonObject, verifying: Verifying): Promise<CheckResult> {
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
  if (copy.document === undefined || !copy.signed) return checkResult('refresh', 'unknown', 'invalid_copy', { detail });
  const same = copy.document.id === document.id && issuerIdOf(copy.document) === issuerIdOf(document);
  if (!same) return checkResult('refresh', 'fail', 'identity_mismatch', { detail });
  return passed('refresh', { detail });
}
