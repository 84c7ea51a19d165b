// The sample's third micro-credential for teachers, which builds on the first two, and the work that earns it.
import { badgePicture, motifs } from './badge-picture.ts';
import { onetSkill } from './micro-credential.ts';
import type { MicroCredential, SampleWork } from './micro-credential.ts';
import { partnerRubric } from './teaching-partner-rubric.ts';
import { textPdf } from './text-pdf.ts';

export const partner: MicroCredential = {
  rubric: partnerRubric,
  picture: badgePicture({ ground: '#24466b', ring: '#e7bd58', motif: motifs.bridge }),
  achievement: {
    name: 'Learning With a Community Partner',
    humanCode: 'RT-103',
    description:
      'The teacher leads a project in which pupils do grade-level work that somebody in the community needs, judges it together with that partner, and sees it used.',
    criteria: {
      narrative: [
        'The last of three stackable micro-credentials on teaching rural students. It builds on **Knowing the Place and Its Families** and **One Room, Many Grades**; both must be held first.',
        '',
        'Lead a project of at least three weeks with a partner outside the school: a fire department, a clinic, a mill, a library, a farm. Hand in the plan that both signed, the judgment that both made, and a link to what the partner received.',
      ].join('\n'),
    },
    achievementType: 'MicroCredential',
    tag: ['rural education', 'place-based teaching', 'community partnership', 'assessment'],
    alignment: [onetSkill('Coordination', '2.B.1.b', 'ce-07c265eb-9119-11e8-b852-782bcb5df6ac')],
    fieldOfStudy: 'Education',
    creditsAvailable: 2,
    inLanguage: 'en',
    imageCaption: 'A bridge between a schoolhouse and a barn, in a gold ring',
    evidenceRequirements: [
      {
        id: 'plan',
        name: 'Project plan signed by both',
        prompt: 'The need, the standards, the criteria, who does what by when.',
        kind: 'file',
        required: true,
        mediaTypes: ['application/pdf'],
        mostBytes: 10_000_000,
      },
      {
        id: 'judgment',
        name: 'How we judged the work',
        prompt: 'Where did you and the partner differ, and what came of it?',
        kind: 'text',
        required: true,
        leastWords: 60,
        mostWords: 400,
      },
      {
        id: 'product',
        name: 'What the partner received',
        prompt: 'A public page, a recording or a document. No pupil’s full name.',
        kind: 'link',
        required: true,
      },
    ],
  },
};

export const partnerWork: SampleWork = {
  evidence: [
    {
      requirement: 'plan',
      file: {
        name: 'gates-and-water-plan.pdf',
        mediaType: 'application/pdf',
        bytes: textPdf('Gates and water: a map for the volunteer fire department', [
          'Need. Two engines were held up last year by gates locked at night, and one could not find water. The department has no list. (Chief, 14 January)',
          'Task. Grades 3 to 5 ask every household on the ridge, with a letter home, and make a map and a table: gate, key, nearest water, turning place for an engine.',
          'Standards. Grade 3: scale and distance. Grade 4: informational writing for a reader who is in a hurry. Grade 5: coordinates, and a table that can be sorted.',
          'Criteria, agreed with the chief: true (checked at the gate by two people), findable in one minute at night, and nothing in it that a household did not want told.',
          'Weeks one and two: asking. Week three: drafts, judged by pupils. Week four: chief and teacher judge the same six pages. Week five: hand-over at the fire hall.',
          'Signed: teacher of grades 3 to 5; chief of the Sutton Ridge Volunteer Fire Department.',
        ]),
      },
    },
    {
      requirement: 'judgment',
      text: [
        'The chief and I judged the same six pages apart and then compared. We agreed on four. On one I had praised a careful paragraph about a pond; he gave it the lowest mark, because at night nobody reads a paragraph. The writer heard both of us, kept her paragraph for the school paper and made a line of five words for the map.',
        'On the other he was content and I was not: the distance was right, but the pupil had copied it from a phone. We asked her to pace it. Her own number was off by a tenth, she found out why, and both numbers now stand in the table.',
      ].join('\n\n'),
    },
    { requirement: 'product', url: 'https://sutton-ridge-vfd.example/gates-and-water' },
  ],
  marks: [
    {
      criterion: 'need',
      level: 'exemplary',
      comment: 'The department now has the upkeep of the table in its own plan.',
    },
    { criterion: 'curriculum', level: 'proficient', comment: 'Three standards, and the project fails without each.' },
    {
      criterion: 'judging',
      level: 'exemplary',
      comment: 'The pond paragraph is the best account of a judgment I have read.',
    },
    { criterion: 'giving-back', level: 'shared', comment: 'Tell us in spring whether an engine has used it.' },
  ],
  feedback: 'You have all three now. Come and assess for us.',
  outcome: 'awarded',
  reason: 'Every criterion is met, and the partner confirms it.',
  narrative: 'Earned with a map of gates and water that pupils of grades 3 to 5 made for a volunteer fire department.',
};
