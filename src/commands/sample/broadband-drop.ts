// The sample's micro-credential for broadband technicians, signed by an issuer whose identity is its key (did:key), and
// the work that earns it.
import { badgePicture, motifs } from './badge-picture.ts';
import { dropRubric } from './broadband-drop-rubric.ts';
import { onetSkill } from './micro-credential.ts';
import type { MicroCredential, SampleWork } from './micro-credential.ts';
import { terminalPhoto } from './pictures.ts';
import { textPdf } from './text-pdf.ts';

export const drop: MicroCredential = {
  rubric: dropRubric,
  picture: badgePicture({ ground: '#3d3264', ring: '#7fd1c4', motif: motifs.line }),
  achievement: {
    name: 'Fiber Drop Installation and Safety',
    humanCode: 'BB-110',
    description:
      'The technician places and joins a fiber drop from the road to a home, alone and safely, proves the service by measurement and leaves a record that others can work from.',
    criteria: {
      narrative: [
        'Earned on one complete drop, watched from survey to hand-over by a crew lead who is not the technician’s own.',
        '',
        '- Pass the safety quiz with **18 of 20** before the day.',
        '- Hand in the job packet, a photograph of the open terminal, and notes from the site.',
        '- *Works safely* is decided by a single lapse: whoever is stopped comes back another day.',
        '',
        'Valid for three years, because methods and rules change.',
      ].join('\n'),
    },
    achievementType: 'MicroCredential',
    tag: ['broadband', 'fiber optics', 'field work', 'safety'],
    alignment: [
      onetSkill('Installation', '2.B.3.d', 'ce-07c272e0-9119-11e8-b852-782bcb5df6ac'),
      onetSkill('Quality Control Analysis', '2.B.3.m', 'ce-07c275d8-9119-11e8-b852-782bcb5df6ac'),
    ],
    fieldOfStudy: 'Telecommunications',
    inLanguage: 'en',
    imageCaption: 'A pole with a line of light running down to a house, in a turquoise ring',
    validFor: { months: 36 },
    evidenceRequirements: [
      {
        id: 'quiz',
        name: 'Safety quiz',
        prompt: 'Score from the training site; 18 of 20 is asked for.',
        kind: 'structured',
        required: true,
      },
      {
        id: 'packet',
        name: 'Job packet',
        prompt: 'Locate ticket, sketch with distances, losses and power readings.',
        kind: 'file',
        required: true,
        mediaTypes: ['application/pdf'],
        mostBytes: 20_000_000,
      },
      {
        id: 'photo',
        name: 'Photograph of the open terminal',
        prompt: 'Slack, splice tray and label in one picture. No faces, no house number.',
        kind: 'file',
        required: true,
        mediaTypes: ['image/jpeg', 'image/png'],
        mostBytes: 10_000_000,
      },
      {
        id: 'notes',
        name: 'Notes from the site',
        prompt: 'What was not on the work order, and what did you do about it?',
        kind: 'text',
        required: true,
        leastWords: 50,
        mostWords: 300,
      },
    ],
  },
};

export const dropWork: SampleWork = {
  evidence: [
    {
      requirement: 'quiz',
      result: { value: 19, most: 20, unit: 'questions', source: 'Board training site, quiz BB-110' },
    },
    {
      requirement: 'packet',
      file: {
        name: 'drop-0417-packet.pdf',
        mediaType: 'application/pdf',
        bytes: textPdf('Job packet, drop 0417', [
          'Locate ticket called in four days before; water, power and the old copper line marked and confirmed on the ground, 8:10.',
          'Survey. Pole 22 sound, guy tight, lowest power 48 inches above our attachment. Span to house 164 feet, sag at midspan 2 feet 3 inches, clearance over the drive 16 feet 8 inches.',
          'Placed. Drop attached and tensioned, drip loop, entry through the sill, sealed; bond to the ground rod, 6 feet 2 inches.',
          'Joined. Splice 1 at the tap 0.03 dB. Splice 2 at the terminal 0.05 dB. Connector 0.21 dB after cleaning (0.62 dB before).',
          'Power at 1490 nm. At the drop -17.9 dBm, at the terminal -18.3 dBm, design -18.0 dBm. Meter calibrated in June.',
          'Hand-over 11:35. Resident shown power, reset and the number to call.',
        ]),
      },
    },
    {
      requirement: 'photo',
      description: 'Terminal at the house before closing.',
      file: { name: 'terminal-0417.jpg', mediaType: 'image/jpeg', bytes: terminalPhoto },
    },
    {
      requirement: 'notes',
      text: 'The order said along the drive. The resident told me that the drive is to be dug up in spring for a drain, so I called dispatch and went over the garden side instead: eleven feet more, one attachment more. A limb over that span was dead. I do not cut on the power side, so I stopped, called it in, and the line crew took it down at nine-thirty while I spliced at the tap. First reading at the connector was 0.62 dB. I cleaned it once, it was 0.21, and I wrote down both.',
    },
  ],
  marks: [
    {
      criterion: 'survey',
      level: 'exemplary',
      comment: 'The drain in spring would have cost this family a week of service.',
    },
    {
      criterion: 'safety',
      level: 'looks-out',
      comment: 'Stopped for the limb without being told. That is the whole of it.',
    },
    { criterion: 'joining', level: 'proficient', comment: '0.03 and 0.05. Writing down the 0.62 as well was right.' },
    { criterion: 'service', level: 'proficient', comment: 'Both readings, within 0.3 dB of the design.' },
    { criterion: 'home', level: 'proficient', comment: 'The packet can be followed by somebody who was not there.' },
  ],
  feedback: 'Ready to work a drop alone. Ask for a day on the trace instrument next.',
  outcome: 'awarded',
  reason: 'Every criterion is met, and the quiz was passed with 19 of 20.',
  narrative: 'Earned on a drop of 175 feet, watched from survey to hand-over by a crew lead of another district.',
};
