// A whole rubric: a table on a wide screen, cards on a phone, one structure for both. The roles are written out because
// a table that is laid out as blocks would otherwise no longer be one to a screen reader.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { RubricCriterionView, RubricLevelView } from './catalog-views.ts';

export interface RubricTable {
  readonly name: string;
  readonly criteria: readonly RubricCriterionView[];
  /** Of the rubric's own text (BCP 47). */
  readonly language: string;
}

export function rubricTable(t: Translator, table: RubricTable): Html {
  const { name, criteria, language } = table;
  const columns = Math.max(0, ...criteria.map((criterion) => criterion.levels.length));
  const headings = Array.from({ length: columns }, (_, index) =>
    t.text('achievement.levelColumn', { place: index + 1 }),
  );
  // A weight says something only where weights differ.
  const weighted = new Set(criteria.map((criterion) => criterion.weight)).size > 1;
  return html`<div class="tablebox">
    <table role="table" class="rubric">
      <caption class="unseen">
        ${name}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${t.text('achievement.criterion')}</th>
          ${headings.map((text) => html`<th role="columnheader" scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup" lang="${language}">
        ${criteria.map(
          (criterion) =>
            html`<tr role="row">
              ${heading(t, criterion, weighted)}${cells(t, criterion, columns)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function heading(t: Translator, criterion: RubricCriterionView, weighted: boolean): Html {
  const { name, description, weight } = criterion;
  return html`<th role="rowheader" scope="row">
    <span class="name">${name}</span>${
      description !== undefined && html`<span class="more">${description}</span>`
    }${weighted && weight !== undefined && html`<span class="more" lang="${t.locale}">${t.text('achievement.weight', { weight })}</span>`}
  </th>`;
}

function cells(t: Translator, criterion: RubricCriterionView, columns: number): Html[] {
  const levels = criterion.levels.toSorted((a, b) => a.points - b.points);
  const missing = Array.from({ length: columns - levels.length }, () => html`<td role="cell" class="none"></td>`);
  return [...levels.map((level) => cell(t, level)), ...missing];
}

function cell(t: Translator, level: RubricLevelView): Html {
  return html`<td role="cell" class="${level.required ? 'need' : ''}">
    <b class="name">${level.name}</b>
    <span lang="${t.locale}"
      ><span class="points">${t.text('achievement.points', { points: level.points })}</span>${
        level.required && html` <span class="flag">${t.text('achievement.required')}</span>`
      }</span
    >${level.description !== undefined && html`<span class="more">${level.description}</span>`}
  </td>`;
}
