// The checks by name, the question each one answers, and the sentences for an outcome without one of its own.
import type { CheckTexts } from '../check-texts.ts';

export const names: CheckTexts['names'] = {
  open_badge: { name: 'Kind of document', asks: 'Is it an Open Badge 3.0, or something else?' },
  parse: { name: 'Readable', asks: 'Is this a badge file that can be read at all?' },
  structure: {
    name: 'Well formed',
    asks: 'Does the file say the same thing to every reader, with nothing hidden in it?',
  },
  schema: { name: 'Complete', asks: 'Does it hold everything that an Open Badge must hold?' },
  context: { name: 'Vocabulary', asks: 'Does it use only words whose meaning is publicly fixed?' },
  issuer_key: { name: 'Institution’s key', asks: 'Does the signing key belong to the institution that is named?' },
  proof: { name: 'Signature', asks: 'Is it unchanged since the institution signed it?' },
  validity: { name: 'Dates', asks: 'Is it in force today?' },
  status: { name: 'Not withdrawn', asks: 'Has the institution revoked or suspended it?' },
  achievement_issuer: {
    name: 'Author of the achievement',
    asks: 'Does the institution award an achievement of its own?',
  },
  issuer_trust: { name: 'Known institution', asks: 'Is the institution listed in a registry that you trust?' },
  recipient: { name: 'Recipient', asks: 'Was it awarded to the person you have in mind?' },
  image: { name: 'Picture', asks: 'Is this the picture that belongs to the badge?' },
  refresh: { name: 'Newest copy', asks: 'Is there a newer copy of this badge?' },
  endorsement: { name: 'Endorsements', asks: 'Do others vouch for it, and are their signatures sound?' },
  evidence_digest: { name: 'Evidence', asks: 'Is the evidence still what the institution saw?' },
  credential: { name: 'Badges inside', asks: 'Does every badge that it contains hold on its own?' },
  holder: { name: 'Shown by', asks: 'Was it put together and signed by the person who shows it?' },
  legacy: { name: 'Open Badges 2.0', asks: 'Does this older badge hold by the rules of its own time?' },
  lint: { name: 'Ready to issue', asks: 'Would this badge pass verification once it is signed?' },
};

export const outcomes: CheckTexts['outcomes'] = {
  pass: { says: 'Nothing is wrong here.' },
  fail: {
    says: 'This was established to be wrong.',
    next: 'Do not rely on this badge. Ask the institution that is named in it.',
  },
  unknown: {
    says: 'This could not be established.',
    next: 'Try again later, or ask the institution that is named in it.',
  },
  not_applicable: { says: 'This badge has nothing to check here.' },
  not_evaluated: { says: 'Not checked, because an earlier check did not pass.' },
};
