// The sample's second micro-credential for teachers, and the work that earns it.
import { badgePicture, motifs } from './badge-picture.ts';
import { onetSkill } from './micro-credential.ts';
import type { MicroCredential, SampleWork } from './micro-credential.ts';
import { manyGradesRubric } from './teaching-many-grades-rubric.ts';
import { textPdf } from './text-pdf.ts';

export const manyGrades: MicroCredential = {
  rubric: manyGradesRubric,
  picture: badgePicture({ ground: '#7a3b22', ring: '#f0c766', motif: motifs.steps }),
  achievement: {
    name: 'One Room, Many Grades',
    humanCode: 'RT-102',
    description:
      'The teacher plans, teaches and reviews a lesson in which pupils of several grades work on one question, each at the level where they learn, and nobody waits.',
    criteria: {
      narrative: [
        'In a small school one teacher often has two, three or six grades at once. This micro-credential is about making that a strength.',
        '',
        '1. Plan one lesson of about an hour for at least two grades and two subjects.',
        '2. Teach it.',
        '3. Report the check for each grade as numbers.',
        '4. Look back: what did each group learn, and what will be different tomorrow?',
        '',
        'Nobody waits perfectly the first time: for *Nobody waits* the level Developing is enough. In all other criteria Proficient is asked for.',
      ].join('\n'),
    },
    achievementType: 'MicroCredential',
    tag: ['rural education', 'multi-age classroom', 'lesson planning'],
    alignment: [onetSkill('Instructing', '2.B.1.e', 'ce-07c266f7-9119-11e8-b852-782bcb5df6ac')],
    fieldOfStudy: 'Education',
    creditsAvailable: 1,
    inLanguage: 'en',
    imageCaption: 'Three pupils of different heights on the steps of one staircase, in a gold ring',
    evidenceRequirements: [
      {
        id: 'plan',
        name: 'Lesson plan by the minute',
        prompt: 'With the question, the standards and the tasks of each group.',
        kind: 'file',
        required: true,
        mediaTypes: ['application/pdf'],
        mostBytes: 10_000_000,
      },
      {
        id: 'checks',
        name: 'Pupils who met the goal of their group',
        prompt: 'How many, of how many. Take the numbers from your gradebook.',
        kind: 'structured',
        required: true,
      },
      {
        id: 'look-back',
        name: 'Looking back',
        prompt: 'What did each group learn? What is different tomorrow?',
        kind: 'text',
        required: true,
        leastWords: 80,
        mostWords: 400,
      },
    ],
  },
};

export const manyGradesWork: SampleWork = {
  evidence: [
    {
      requirement: 'plan',
      file: {
        name: 'how-much-rain-closes-the-road.pdf',
        mediaType: 'application/pdf',
        bytes: textPdf('How much rain closes our road?  Grades 3, 4 and 5, one hour', [
          "0 to 8  Whole room. The question on the board, and last week's picture of the ford under water. Each group says what it will bring to the answer.",
          '8 to 25  Grade 3 measures: rain gauge readings to the quarter inch, on a line plot (measurement). Grade 4 reads the county road log and writes when, where and how long (informational writing). Teacher with grade 5: ordering gauge heights to the hundredth (decimals).',
          '25 to 40  Grade 5 pairs with grade 3: together they put each rain reading beside the height of the next morning. The older one may point, not write. Teacher with grade 4.',
          '40 to 52  Each group makes its check. Teacher walks. Two pupils with individual plans have the log read to them and dictate.',
          '52 to 60  Whole room. The answer so far, and which reading does not fit. Grade 3 decides what to measure this week.',
          'Materials in three boxes by the door; the first step is on top of each.',
        ]),
      },
    },
    {
      requirement: 'checks',
      result: { value: 16, most: 19, unit: 'pupils', source: 'Gradebook of grades 3 to 5, checks of the lesson' },
    },
    {
      requirement: 'look-back',
      text: [
        'Grade 3: seven of eight plotted to the quarter inch. The one who did not was absent for halves; she starts with a folded strip tomorrow. Grade 4: five of six. The sixth wrote a fine story that was not true to the log, so we will look for the difference together. Grade 5: four of five ordered the heights; one reads 4.6 as less than 4.58.',
        'The box for grade 4 ran out at minute twenty, and I saw two of them tidying. I need a second step in every box. The best of it: a grade 5 boy who never raises his hand found that the rain at night counts for the next day, because a third grader asked him why his dots were wrong.',
      ].join('\n\n'),
    },
  ],
  marks: [
    {
      criterion: 'one-question',
      level: 'exemplary',
      comment: 'Without grade 3’s readings grade 5 has nothing to order.',
    },
    { criterion: 'fit', level: 'proficient', comment: 'Dictation is planned in, not added on.' },
    {
      criterion: 'flow',
      level: 'developing',
      comment: 'You saw it yourself: minute twenty. A second step in each box.',
    },
    {
      criterion: 'together',
      level: 'exemplary',
      comment: 'The question about the dots is the sample of talk I hoped for.',
    },
    {
      criterion: 'knowing',
      level: 'proficient',
      comment: 'By pupil, with a decision each. 4.6 and 4.58 is worth a morning.',
    },
  ],
  feedback: 'A lesson I would like to steal. Work on the boxes, and show us minute twenty next time.',
  outcome: 'awarded',
  reason: 'Every criterion is at or above its required level.',
  narrative: 'Earned with an hour for grades 3, 4 and 5 on the question how much rain closes the road to school.',
};
