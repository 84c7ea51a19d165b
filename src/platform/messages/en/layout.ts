// What stands on every page: header, footer, banner, and the words that several pages share.

export const layout = {
  skip: 'Skip to the content',
  home: 'Waymark, to the first page',
  navigation: 'Main',
  verify: 'Verify',
  language: 'Language',
  localSample:
    'Local sample. All of this lives on one computer at {origin}; nobody elsewhere can look it up or check it.',
  promise: 'This page sets no cookies, runs no script and loads nothing from other sites.',
  motto: 'Waymark: evidence of a skill in, a badge an employer can trust out.',
  opensElsewhere: 'leads to another site',
  untilUnlimited: 'No end date',
  version: 'Version {version}',
} as const;
