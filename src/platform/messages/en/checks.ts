// All that is said about verification checks in English; and about the check that precedes signing, for those who issue.
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
      ok: { says: 'The badge is complete and may be signed.' },
      earlier_check_failed: { says: 'Not checked, because an earlier check did not pass.' },
      validity_window: { says: 'It would end before it begins.', next: 'Correct the dates.' },
      unsalted_identity: {
        says: 'The recipient’s identity is hashed without salt, so it could be guessed.',
        next: 'Give the hash a random salt.',
      },
      result_below_required: {
        says: 'A criterion was reached below the level that it requires.',
        next: 'A badge is issued only when every criterion is met.',
      },
      result_missing: { says: 'A criterion has no result.', next: 'Have every criterion scored.' },
      status_missing: {
        says: 'It gives no way to withdraw it later.',
        next: 'Add an entry in a status list.',
      },
      data_model: {
        says: 'It is written in an older version of the standard, which is only read, not issued.',
        next: 'Write it in version 2.0.',
      },
      achievement_type: {
        says: 'Its kind of achievement is none that Open Badges knows.',
        next: 'Choose a known kind, or one of your own that begins with “ext:”.',
      },
      subject_unidentified: {
        says: 'It names its recipient without saying who that is.',
        next: 'Give the recipient an id or an identifier.',
      },
      result_description_missing: {
        says: 'The achievement does not describe the criteria that it was scored by.',
        next: 'Put the rubric into the achievement.',
      },
    },
  },
};
