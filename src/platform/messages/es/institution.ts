// La página de la institución: quién es, con qué nombres firma y qué otorga.
import type { institution as english } from '../en/institution.ts';

export const institution: Readonly<Record<keyof typeof english, string>> = {
  description: '{name} en Waymark: quién firma sus insignias y qué se puede obtener.',
  kind: 'Institución',
  issuersTitle: 'Quién firma sus insignias',
  issuersLead:
    'Toda insignia de esta institución lleva uno de estos identificadores. Cualquier otra no procede de aquí.',
  did: 'Identificador',
  achievementsTitle: 'Qué se puede obtener',
  noAchievements: 'Aún no hay nada publicado.',
  noIssuers: 'Aún no hay ningún emisor.',
  count: '{count, plural, one {# logro} other {# logros}}',
};
