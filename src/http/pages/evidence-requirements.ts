// The evidence that an achievement asks for: what, how much of it, in which form.
import type { Translator } from '../../platform/messages/translator.ts';
import { shortType } from './evidence.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { EvidenceRequirementView } from './catalog-views.ts';

/** What a learner is asked to hand in, in order. */
export function requirementList(t: Translator, requirements: readonly EvidenceRequirementView[]): Html {
  return html`<ol class="tasks">
    ${requirements.map((each) => requirement(each, t))}
  </ol>`;
}

function requirement(item: EvidenceRequirementView, t: Translator): Html {
  return html`<li>
    <p class="name">
      ${item.name}
      <span class="flag"
        >${t.text(item.required ? 'achievement.evidenceRequired' : 'achievement.evidenceOptional')}</span
      >
    </p>
    ${item.prompt !== undefined && html`<p>${item.prompt}</p>`}
    <p class="soft">${limits(item, t).join(' · ')}</p>
  </li>`;
}

function limits(item: EvidenceRequirementView, t: Translator): string[] {
  const { leastWords: least, mostWords: most, mostBytes, mostItems } = item;
  const words =
    least !== undefined && most !== undefined
      ? t.text('achievement.wordsBetween', { least, most })
      : least !== undefined
        ? t.text('achievement.wordsAtLeast', { least })
        : most !== undefined
          ? t.text('achievement.wordsAtMost', { most })
          : undefined;
  return [
    t.text(`badge.${item.kind}`),
    words,
    item.mediaTypes?.map(shortType).join(', '),
    mostBytes === undefined ? undefined : t.text('achievement.upTo', { size: t.size(mostBytes) }),
    mostItems === undefined || mostItems === 1 ? undefined : t.text('achievement.items', { count: mostItems }),
  ].filter((part) => part !== undefined);
}
