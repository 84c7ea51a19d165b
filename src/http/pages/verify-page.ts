// The verify page: before, a form; after, the verdict in words, what the badge says, and every check to look into.
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { reportChecks } from './report-checks.ts';
import { reportStory } from './report-story.ts';
import { verdict } from './verdict.ts';
import { verifyForm } from './verify-form.ts';
import type { VerifyFormOptions } from './verify-form.ts';
import type { ReportView, VerifyPageView } from './credential-views.ts';

export function renderVerifyPage(view: VerifyPageView): string {
  const t = translatorFor(view.locale);
  const { report, submittedUrl } = view;
  return renderPage(view, {
    title: report === undefined ? t.text('verify.title') : t.text(`verify.${report.outcome}Title`),
    description: t.text('verify.description'),
    kind: 'verify',
    main: report === undefined ? ask(view, t) : answer(view, report, t),
    // A report is the answer to a form: to read it in another language, the form has to be sent again.
    ...(report !== undefined && submittedUrl !== undefined && { languageForm: { url: submittedUrl } }),
  });
}

function ask(view: VerifyPageView, t: Translator): Html {
  const options: VerifyFormOptions = {
    ...(view.submittedUrl !== undefined && { url: view.submittedUrl }),
    ...(view.formError !== undefined && { error: view.formError }),
  };
  return html`<div class="narrow">
    <h1>${t.text('verify.title')}</h1>
    <p class="lead">${t.text('verify.lead')}</p>
    ${verifyForm(view, t, options)}
  </div>`;
}

function answer(view: VerifyPageView, report: ReportView, t: Translator): Html {
  return html`<article class="wide report">
    ${verdict(report, t)}
    ${
      report.credential === undefined
        ? reportChecks(report.checks, t)
        : html`<div class="columns even">
            <div class="story">${reportStory(view, report.credential, report, t)}</div>
            <div class="side">${reportChecks(report.checks, t)}</div>
          </div>`
    }
    <section class="again">
      <h2>${t.text('verify.another')}</h2>
      ${verifyForm(view, t, { linkOnly: true })}
    </section>
  </article>`;
}
