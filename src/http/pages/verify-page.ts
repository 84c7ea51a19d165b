// The verify page: before, a form; after, the verdict in words, what the badge says, and every check to look into.
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { ReportView, VerifyPageView } from './credential-views.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { AGAIN, pageLink, renderPage } from './layout.ts';
import { reportChecks } from './report-checks.ts';
import { reportParts } from './report-parts.ts';
import { reportStory } from './report-story.ts';
import { headline, verdict } from './verdict.ts';
import { verifyForm } from './verify-form.ts';
import type { VerifyFormOptions } from './verify-form.ts';

export function renderVerifyPage(view: VerifyPageView): string {
  const t = translatorFor(view.locale);
  const { report } = view;
  const again = report === undefined ? undefined : sameAgain(view);
  return renderPage(view, {
    title: report === undefined ? t.text('verify.title') : headline(report, t),
    description: t.text('verify.description'),
    kind: 'verify',
    main: report === undefined ? ask(view, t) : answer(view, report, t),
    // A report is the answer to a form: to read it in another language, the form has to be sent again.
    ...(again !== undefined && view.shared === undefined && { languageForm: again }),
  });
}

/** The fields that ask for the same report again. */
function sameAgain({ submittedUrl, submittedText }: VerifyPageView): Readonly<Record<string, string>> | undefined {
  if (submittedUrl !== undefined) return { url: submittedUrl };
  return submittedText === undefined ? undefined : { credential: submittedText };
}

function ask(view: VerifyPageView, t: Translator): Html {
  const { submittedUrl, slip, canShare } = view;
  const options: VerifyFormOptions = {
    ...(submittedUrl !== undefined && { url: submittedUrl }),
    ...(slip !== undefined && { slip }),
    ...(canShare !== undefined && { canShare }),
  };
  return html`<div class="narrow">
    <h1>${t.text('verify.title')}</h1>
    <p class="lead">${t.text('verify.lead')}</p>
    ${verifyForm(view, t, options)}
  </div>`;
}

function answer(view: VerifyPageView, report: ReportView, t: Translator): Html {
  const { verifiedAt } = report;
  const { shared } = view;
  const checks = reportChecks(report.checks, t);
  return html`<article class="wide report">
    ${
      shared !== undefined &&
      verifiedAt !== undefined &&
      html`<p class="note unsure">${t.text('verify.sharedNote', { moment: t.moment(verifiedAt) })}</p>`
    }
    ${verdict(report, t)}
    ${
      report.credential === undefined
        ? checks
        : html`<div class="columns even">
            <div class="story">${reportStory(view, report.credential, report, t)} ${reportParts(report, t)}</div>
            <div class="side">${checks}</div>
          </div>`
    }
    ${
      verifiedAt !== undefined &&
      html`<p class="soft asof">${t.text('verify.verifiedAt', { moment: t.moment(verifiedAt) })}</p>`
    }
    <p class="paper">${t.text('verify.printAddress', { url: shared?.url ?? `${view.origin}/verify` })}</p>
    ${passOn(view, t)}
    <section class="again">
      <h2>${t.text('verify.another')}</h2>
      ${verifyForm(view, t, { linkOnly: true })}
      <p><a href="${pageLink(view, '/verify')}">${t.text('verify.otherWays')}</a></p>
    </section>
  </article>`;
}

/** Where others can see this report, or the button that makes such a place. */
function passOn(view: VerifyPageView, t: Translator): Html | undefined {
  const { shared, canShare, notShared } = view;
  if (shared !== undefined) {
    return html`<section class="passon">
      <h2>${t.text('verify.sharedTitle')}</h2>
      <p>${t.text('verify.sharedLead', { day: t.day(shared.until) })}</p>
      <p>
        <a href="${shared.url}"><code>${shared.url}</code></a>
      </p>
    </section>`;
  }
  if (notShared !== undefined) {
    return html`<section class="passon">
      <h2>${t.text('verify.shareTitle')}</h2>
      <p>${t.text(notShared === 'full' ? 'verify.shareFull' : 'verify.shareTooLarge')}</p>
    </section>`;
  }
  if (canShare !== true || sameAgain(view) === undefined) return undefined;
  return html`<section class="passon">
    <h2>${t.text('verify.shareTitle')}</h2>
    <p>${t.text('verify.shareLead')}</p>
    <button class="second" form="${AGAIN}" formaction="${pageLink(view, '/verify')}" name="share" value="1">
      ${t.text('verify.shareButton')}
    </button>
  </section>`;
}
