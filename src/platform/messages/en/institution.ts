// The institution page: who it is, under which names it signs, what it awards.

export const institution = {
  description: '{name} on Waymark: who signs its badges and what can be earned.',
  kind: 'Institution',
  issuersTitle: 'Who signs its badges',
  issuersLead: 'A badge of this institution carries one of these identifiers. Anything else is not from here.',
  did: 'Identifier',
  achievementsTitle: 'What can be earned',
  noAchievements: 'Nothing is published yet.',
  noIssuers: 'No issuer is set up yet.',
  count: '{count, plural, one {# achievement} other {# achievements}}',
} as const;
