// How a teacher of the sample earns the first micro-credential: declined once, with the reason, and awarded the second
// time. A colleague's work was assessed at a summer institute and is only reported.
import type { SampleEvidence, SampleWork } from './micro-credential.ts';
import { pupilsMap } from './pictures.ts';
import { textPdf } from './text-pdf.ts';

const portrait: SampleEvidence = {
  requirement: 'portrait',
  description: 'Walked between September and November; the notebook pages are at school.',
  file: {
    name: 'sutton-ridge-portrait.pdf',
    mediaType: 'application/pdf',
    bytes: textPdf('Sutton Ridge: a portrait for its school', [
      'The ridge road runs eleven miles from the state highway to the river. Forty-one of our sixty-three pupils live along it. I walked it in four Saturdays with a notebook and was offered coffee nine times.',
      'Work. Cattle and hay on the upper end, the sawmill at the fork, and the distribution center in the county seat, an hour away, where most young parents work nights. That is why the first bell finds some pupils already awake for three hours and others just home from a neighbor. (Told by: three drivers, the mill clerk, six families.)',
      'Seasons. Hay in June and again in August; calving in March. The ford at Laurel Fork closes about six days a year, most often in the week that the state tests fall in. (County road log 2015 to 2024.)',
      'History. The school was consolidated from four in 1962. People still say which of the four they are from, and two of the old buildings are kept up by families who never went there.',
      'Lesson one, grade 5, decimals. Pupils read the staff gauge at Laurel Fork twice a week, order the readings to the hundredth of a foot and find the day the bus could not cross.',
      'Lesson two, grade 4, informational writing. Pupils write the page about their end of the ridge for the volunteer fire department, which has no list of gates that are locked at night.',
    ]),
  },
};
const map: SampleEvidence = {
  requirement: 'map',
  description: 'Grades 3 to 5 on one sheet of butcher paper; I inked it.',
  file: { name: 'map-by-grades-3-to-5.jpg', mediaType: 'image/jpeg', bytes: pupilsMap },
};

export const firstAttempt: SampleWork = {
  evidence: [
    portrait,
    map,
    {
      requirement: 'listening',
      text: [
        'I visited the Bowmans (name changed) at the upper end of the ridge. They have two boys in my room. Mr. Bowman told me that the boys are up at five during calving and that homework after supper is not going to happen in March. He would rather they brought home something to build than something to read. I asked about books, and he laughed and showed me a shelf of tractor manuals that his eldest knows by heart.',
        'I had planned to see two more families, but the bridge at Laurel Fork was closed for three weeks. From parent night I know that most families want more help with homework and find the bus ride too long.',
      ].join('\n\n'),
    },
  ],
  marks: [
    { criterion: 'place', level: 'proficient', comment: 'The road log beside what drivers told you is convincing.' },
    {
      criterion: 'families',
      level: 'developing',
      comment:
        'One family, and it is a good visit: the tractor manuals stay with me. Parent night is not a visit. Two more, please, and not only from the upper end.',
    },
    { criterion: 'teaching', level: 'proficient', comment: 'Nobody can do the gauge lesson without the gauge. Good.' },
    { criterion: 'trust', level: 'careful', comment: 'Names changed, consent form attached in both languages.' },
  ],
  feedback: 'Close. Keep the portrait and the lessons as they are, and go and hear two more families.',
  outcome: 'declined',
  reason:
    'Three of four criteria are met. “Listens to families” needs three families from different parts of the district.',
};

export const secondAttempt: SampleWork = {
  evidence: [
    portrait,
    map,
    {
      requirement: 'listening',
      text: [
        'The Bowmans (all names changed), upper ridge. “Homework after supper is not going to happen in March,” he said; they are calving. He would rather the boys brought home something to build. His shelf of tractor manuals is the library of the house, and the eldest knows it by heart.',
        'Mrs. Alvarado, at the mill, by phone at six in the morning because that is when her shift ends. She had stopped answering the school: every call was about an absence. “Nobody asked why. The bus does not wait, and I cannot be in two places.” Her daughter reads to the two small ones while she sleeps. I had put the girl down as behind in reading.',
        'The Tates, river end, three generations at one table. Great-grandmother walked to the old Bethel school. “They took our school, and then they wondered why we did not come to theirs.” They would come to Bethel.',
        'What surprised me: all three asked for work their children can do with someone. I had been sending work to be done alone. All three read this page; Mrs. Alvarado took one sentence out.',
      ].join('\n\n'),
    },
  ],
  changeNote:
    'Two more families heard, one at the mill and one at the river end. All three have read the account. Portrait, map and lessons are unchanged.',
  marks: [
    {
      criterion: 'place',
      level: 'proficient',
      comment: 'As before. Ask the Tates about 1962 and you have level four.',
    },
    {
      criterion: 'families',
      level: 'exemplary',
      comment: 'You called at six in the morning, and you changed your mind about a reader. That is what this is for.',
    },
    { criterion: 'teaching', level: 'proficient', comment: 'Unchanged, and good.' },
    { criterion: 'trust', level: 'trusted', comment: 'A sentence was taken out at a mother’s wish, and you said so.' },
  ],
  feedback: 'Thank you for going back. Take the question of work that is done with someone into your next credential.',
  outcome: 'awarded',
  reason: 'Every criterion is met. The second attempt answers the first one’s feedback fully.',
  narrative:
    'Earned with a portrait of an eleven-mile ridge road, a map drawn with pupils, conversations with three families and two lessons that could be taught nowhere else.',
};

/** A colleague's work, assessed elsewhere and reported in one call. */
export const reportedAward = {
  marks: [
    { criterion: 'place', level: 'exemplary', comment: 'The quarry ledger of 1931 beside three living voices.' },
    { criterion: 'families', level: 'proficient' },
    { criterion: 'teaching', level: 'proficient' },
    { criterion: 'trust', level: 'careful' },
  ],
  evidence: [
    { name: 'Portrait of the place', description: 'Quarry Hollow in four seasons, presented to a panel of three.' },
    { name: 'Map of places that matter' },
  ],
  assessedBy: {
    name: 'Dr. Helen Marsh',
    organization: 'Cumberland Plateau Summer Institute',
    source: 'Panel of the summer institute, session 4',
  },
  // Older wallets and verifiers know this proof suite only.
  proofSuite: 'Ed25519Signature2020',
  reason: 'Passed by the panel of the summer institute.',
  narrative: 'Presented to a panel at the summer institute, with work from a year in Quarry Hollow.',
} as const;
