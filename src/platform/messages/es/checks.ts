// Todo lo que se dice en español sobre las comprobaciones; también sobre la que precede a la firma, para quien emite.
import type { CheckTexts } from '../check-texts.ts';
import { names, outcomes } from './check-names.ts';
import { aroundSentences } from './checks-around.ts';
import { formSentences } from './checks-of-form.ts';
import { trustSentences } from './checks-of-trust.ts';

export const checks: CheckTexts = {
  names,
  outcomes,
  sentences: {
    ...formSentences,
    ...trustSentences,
    ...aroundSentences,
    lint: {
      ok: { says: 'La insignia está completa y se puede firmar.' },
      earlier_check_failed: { says: 'No se comprobó porque falló una comprobación anterior.' },
      validity_window: { says: 'Terminaría antes de empezar.', next: 'Corrija las fechas.' },
      unsalted_identity: {
        says: 'La identidad del titular está resumida (hash) sin sal, así que se podría adivinar.',
        next: 'Añada una sal aleatoria.',
      },
      result_below_required: {
        says: 'En un criterio se alcanzó un nivel inferior al exigido.',
        next: 'Una insignia se emite solo cuando se cumplen todos los criterios.',
      },
      result_missing: { says: 'Un criterio no tiene resultado.', next: 'Haga evaluar todos los criterios.' },
      status_missing: {
        says: 'No ofrece una manera de retirarla más adelante.',
        next: 'Añada una entrada en una lista de estado.',
      },
      data_model: {
        says: 'Está escrita en una versión anterior de la norma, que solo se lee y no se emite.',
        next: 'Escríbala en la versión 2.0.',
      },
      achievement_type: {
        says: 'Su tipo de logro no es ninguno de los que conoce Open Badges.',
        next: 'Elija un tipo conocido o uno propio que empiece por «ext:».',
      },
      subject_unidentified: {
        says: 'Nombra a su titular sin decir quién es.',
        next: 'Dé al titular un id o un identificador.',
      },
      result_description_missing: {
        says: 'El logro no describe los criterios con que se evaluó.',
        next: 'Incluya la rúbrica en el logro.',
      },
    },
  },
};
