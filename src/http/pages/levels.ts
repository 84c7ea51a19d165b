// How far someone came in each criterion: a row of blazes, one for each level, as a list that reads well without sight.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { CriterionResultView, LevelView } from './views.ts';

/**
 * How many criteria were met, then each with its scale. Headings are of the third rank.
 * @param language of the rubric's own text (BCP 47)
 */
export function criteriaReached(t: Translator, results: readonly CriterionResultView[], language: string): Html {
  const ranked = results.map(rank);
  return html`${summary(t, ranked)}
    <div class="criteria">${ranked.map((result) => criterionReached(t, result, language))}</div>`;
}

/** One sentence for those who read no further. A criterion that requires nothing has nothing to reach. */
function summary(t: Translator, ranked: readonly Ranked[]): Html | undefined {
  const bound = ranked.filter(({ required }) => required >= 0);
  if (bound.length === 0) return undefined;
  const met = bound.filter(({ reached, required }) => reached >= required).length;
  const beyond = bound.filter(({ reached, required }) => reached > required).length;
  return html`<p class="summary">
    ${t.text('badge.met', { met, count: bound.length })} ${beyond > 0 && t.text('badge.beyond', { beyond })}
  </p>`;
}

interface Ranked extends CriterionResultView {
  /** Places in the ordered levels; -1 where there is none. */
  readonly reached: number;
  readonly required: number;
}

/** Rank is told by points, never by position: the order of a set is not covered by the signature. */
function rank(result: CriterionResultView): Ranked {
  const levels = result.levels.toSorted((a, b) => a.points - b.points);
  return {
    ...result,
    levels,
    reached: levels.findIndex((level) => level.achieved),
    required: levels.findIndex((level) => level.required),
  };
}

function criterionReached(t: Translator, result: Ranked, language: string): Html {
  const { levels, reached, required } = result;
  const level = levels[reached];
  return html`<section class="criterion">
    <h3 lang="${language}" dir="auto">${result.criterion}</h3>
    ${result.description !== undefined && html`<p class="soft" lang="${language}">${result.description}</p>`}
    <ol class="scale n${Math.min(levels.length, 8)}">
      ${levels.map((each, index) => blaze(t, each, index <= reached, language))}
    </ol>
    ${
      level === undefined
        ? html`<p class="verdictline">${t.text('badge.notReached')}</p>`
        : html`<p class="verdictline">
            ${t.text('badge.reachedOf', { level: level.name, place: reached + 1, count: levels.length })}
            <span lang="${language}">${level.description}</span>
          </p>`
    }
    ${level !== undefined && reached < required && html`<p class="below">${t.text('badge.below')}</p>`}
    ${levels.some((each) => each.description !== undefined) && allLevels(t, levels, language)}
  </section>`;
}

function blaze(t: Translator, level: LevelView, passed: boolean, language: string): Html {
  const classes = [passed ? 'on' : 'off', level.achieved ? 'got' : '', level.required ? 'need' : ''];
  return html`<li class="${classes.filter(Boolean).join(' ')}">
    <span class="name" lang="${language}">${level.name}</span>${
      level.achieved && html` <strong class="flag">${t.text('badge.reached')}</strong>`
    }${level.required && html` <span class="flag">${t.text('badge.required')}</span>`}
  </li>`;
}

function allLevels(t: Translator, levels: readonly LevelView[], language: string): Html {
  return html`<details class="fold">
    <summary>${t.text('badge.levelsMean')}</summary>
    <dl class="meanings" lang="${language}">
      ${levels.map(
        (level) =>
          html`<dt>${level.name}</dt>
            <dd>${level.description ?? '–'}</dd>`,
      )}
    </dl>
  </details>`;
}
