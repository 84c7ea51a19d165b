// Who stands behind a credential: the name it gives itself, the web host or key it really signs with, and whether a
// registry vouches for it. The three are kept apart, because only the first can be made up.
import type { Translator } from '../../platform/messages/translator.ts';
import type { ReportCheckView, ReportCredentialView, ReportView } from './credential-views.ts';
import { claimed } from './claimed.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** The web host that an issuer's identifier rests on: of did:web its first part, of an https address its host. */
export function issuerHost(id: string): string | undefined {
  const web = /^did:web:([A-Za-z0-9.-]+)(?:%3A(\d{1,5}))?(?::|$)/i.exec(id);
  if (web !== null) return web[2] === undefined ? web[1] : `${web[1]}:${web[2]}`;
  return /^https:\/\//i.test(id) && URL.canParse(id) ? new URL(id).host : undefined;
}

/** The registry that lists the issuer, and the name it is listed under. */
export function voucher(report: ReportView): { readonly registry: string; readonly name: string } | undefined {
  const check = trustOf(report);
  if (check?.outcome !== 'pass') return undefined;
  const registry = detailOf(check, 'registryName');
  return registry === undefined ? undefined : { registry, name: detailOf(check, 'listedAs') ?? registry };
}

/** The name is what the document claims; the host is what the key was found under. */
export function issuerBlock({ issuer }: ReportCredentialView, report: ReportView, t: Translator): Html {
  const { id, name } = issuer;
  if (id === '' && name === undefined) return html`${t.text('verify.issuerUnread')}`;
  const host = issuerHost(id);
  return html`${
    name !== undefined &&
    html`<strong>${claimed(name)}</strong> <span class="soft">(${t.text('verify.issuerClaimed')})</span><br />`
  }
  ${t.text('verify.issuerHost')}:
  ${host === undefined ? t.text('verify.issuerKeyOnly') : html`<strong>${host}</strong>`}
  ${id !== '' && html`<br /><code class="id">${id}</code>`} ${trust(report, host, t)}`;
}

function trust(report: ReportView, host: string | undefined, t: Translator): Html | undefined {
  // Whoever shows credentials of others is a person, whom no registry knows.
  if (report.kind === 'presentation') return undefined;
  const check = trustOf(report);
  const told = check === undefined ? undefined : trustLine(check, t);
  const nameless = host === undefined && check?.outcome !== 'pass';
  if (told === undefined && !nameless) return undefined;
  return html`${told} ${nameless && html`<span class="trust unknown">${t.text('verify.keyOnlyNote')}</span>`}`;
}

function trustLine(check: ReportCheckView, t: Translator): Html | undefined {
  const { outcome, code } = check;
  if (outcome === 'not_evaluated') return undefined;
  if (outcome === 'not_applicable') return html`<span class="trust soft">${t.text('verify.trustNobodyAsked')}</span>`;
  const registry = detailOf(check, 'registryName');
  if (outcome !== 'pass') {
    const { says } = t.check('issuer_trust', outcome, code);
    return html`<span class="trust ${outcome}"
      >${says} ${registry !== undefined && t.text('verify.trustAsked', { registry })}</span
    >`;
  }
  const [since, achievements] = [detailOf(check, 'since'), detailOf(check, 'achievements')];
  const words = {
    registry: registry ?? '',
    name: detailOf(check, 'listedAs') ?? '',
    since: since === undefined ? 'no' : 'yes',
    day: since === undefined ? '' : t.day(since),
  };
  return html`<span class="trust pass"
    >${t.text('verify.trustListed', words)}
    ${achievements !== undefined && achievements !== 'any' && t.text('verify.trustFor', { achievements })}</span
  >`;
}

function trustOf({ checks }: ReportView): ReportCheckView | undefined {
  return checks.find(({ check }) => check === 'issuer_trust');
}

function detailOf({ detail }: ReportCheckView, name: string): string | undefined {
  const value = detail?.[name];
  return value === undefined ? undefined : String(value);
}
