// Whether the institution still stands by a credential, in one line: what its list says, and how old that answer is.
import type { Translator } from '../../platform/messages/translator.ts';
import type { ReportView } from './credential-views.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** Undefined where the status was not looked at. */
export function statusLine({ checks }: ReportView, t: Translator): Html | undefined {
  const check = checks.find((each) => each.check === 'status');
  if (check === undefined || check.outcome === 'not_evaluated') return undefined;
  const { says } = t.check('status', check.outcome, check.code);
  const age = check.detail?.['ageSeconds'];
  const message = check.detail?.['message'];
  return html`${says}
  ${typeof age === 'number' && html`<br /><span class="soft">${t.text('verify.listRead', ageInWords(age))}</span>`}
  ${typeof message === 'string' && html`<br />${t.text('verify.statusMessage', { message })}`}`;
}

function ageInWords(seconds: number): { unit: string; count: number } {
  if (seconds < 60) return { unit: 'now', count: 0 };
  if (seconds < 3_600) return { unit: 'minutes', count: Math.floor(seconds / 60) };
  return seconds < 86_400
    ? { unit: 'hours', count: Math.floor(seconds / 3_600) }
    : { unit: 'days', count: Math.floor(seconds / 86_400) };
}
