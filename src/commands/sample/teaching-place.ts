// The sample's first micro-credential for teachers: what it asks for.
import { badgePicture, motifs } from './badge-picture.ts';
import { onetSkill } from './micro-credential.ts';
import type { MicroCredential } from './micro-credential.ts';
import { placeRubric } from './teaching-place-rubric.ts';

export const place: MicroCredential = {
  rubric: placeRubric,
  picture: badgePicture({ ground: '#1f5a48', ring: '#e2b64f', motif: motifs.valley }),
  achievement: {
    name: 'Knowing the Place and Its Families',
    humanCode: 'RT-101',
    description:
      'The teacher has come to know the place where pupils live and the families in it, by walking and by listening, and plans lessons in which that knowledge does grade-level work.',
    criteria: {
      narrative: [
        'A teacher new to a rural school often knows the standards and not yet the road. This micro-credential is earned by closing that distance:',
        '',
        '- **Walk the place.** Write a portrait of one or two pages: land, work, seasons, history, and what they mean for the school year.',
        '- **Draw the map** that pupils would draw, with the places that matter to them.',
        '- **Listen to three families** from different parts of the district, at a time they choose, and keep their words.',
        '- **Plan two lessons** that could be taught nowhere else and still meet the standard.',
        '',
        'An assessor who teaches in another district scores the work. Every criterion must be met; a strong one does not make up for a weak one. Work that is not there yet comes back with comments and can be handed in again.',
      ].join('\n'),
    },
    achievementType: 'MicroCredential',
    tag: ['rural education', 'family engagement', 'place-based teaching'],
    alignment: [onetSkill('Social Perceptiveness', '2.B.1.a', 'ce-07c2658f-9119-11e8-b852-782bcb5df6ac')],
    fieldOfStudy: 'Education',
    creditsAvailable: 1,
    inLanguage: 'en',
    imageCaption: 'A creek winding through green hills past a schoolhouse, in a gold ring',
    evidenceRequirements: [
      {
        id: 'portrait',
        name: 'Portrait of the place',
        prompt: 'One or two pages on land, work, seasons and history, and the two lessons that come of them.',
        kind: 'file',
        required: true,
        mediaTypes: ['application/pdf'],
        mostBytes: 10_000_000,
      },
      {
        id: 'map',
        name: 'Map of places that matter',
        prompt: 'Drawn with pupils if you can. A photograph or a scan.',
        kind: 'file',
        required: true,
        mediaTypes: ['image/jpeg', 'image/png'],
        mostBytes: 10_000_000,
      },
      {
        id: 'listening',
        name: 'What families told me',
        prompt: 'Three families in their own words; names changed. What surprised you?',
        kind: 'text',
        required: true,
        leastWords: 100,
        mostWords: 600,
      },
    ],
  },
};
