// The rubric of the sample's first micro-credential for teachers: knowing the place and its families.
import { fourLevels } from './micro-credential.ts';
import type { SampleRubric } from './micro-credential.ts';

export const placeRubric: SampleRubric = {
  name: 'Knowing the place and its families',
  description:
    'For a teacher’s portrait of the place where pupils live, the voices of families in it, and the lessons that come of both.',
  criteria: [
    {
      id: 'place',
      name: 'Knows the place',
      description: 'What the teacher has found out about land, work, seasons and history, and how.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Describes the place from a map, a census page or hearsay. Nothing shows that the teacher has walked it or asked anyone who lives there.',
        'Has been to two or more places that matter to families, such as a sale barn, a church supper or a boat ramp, and describes them accurately, but as a list.',
        'Explains how land, work and seasons shape the school year: who hauls hay in June, which road floods, who drives an hour to a shift. Says where each piece of knowledge came from.',
        'Also shows what has changed within living memory and where people disagree about it, with sources a newcomer could follow: people, records and the teacher’s own notes.',
      ),
    },
    {
      id: 'families',
      name: 'Listens to families',
      description: 'Whose voices are heard, and whether they were heard on their own terms.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Reports what the school or the teacher believes about families. No family speaks.',
        'One family was asked, or only families who come to school anyway. Their words are summed up rather than heard.',
        'At least three families from different parts of the district were visited or called at a time they chose. The account keeps their own words and says what surprised the teacher.',
        'Families read the account and corrected it. It includes a family that had stopped answering the school, and what it took to hear from them.',
      ),
    },
    {
      id: 'teaching',
      name: 'Turns it into teaching',
      description: 'What pupils will do differently because their teacher knows the place.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Says that local knowledge is valuable. No lesson would be different.',
        'Swaps names and numbers in examples for local ones. What pupils have to think about stays the same.',
        'Plans two or more lessons in which pupils need local knowledge to do grade-level work, such as reading a creek gauge to learn decimals, with the standard named.',
        'Families or neighbors teach part of a lesson, pupils’ questions decide what is asked of them, and the plan says how the work will show what pupils learned.',
      ),
    },
    {
      id: 'trust',
      name: 'Keeps people’s trust',
      description: 'How consent, names and private matters are handled.',
      requiredLevel: 'careful',
      levels: [
        {
          id: 'not-yet',
          name: 'Not yet',
          description: 'People can be recognized by name, address or circumstances, or consent is not mentioned.',
          points: 0,
        },
        {
          id: 'careful',
          name: 'Careful',
          description:
            'Names are changed, consent was asked in a language the family reads, and nothing is told that the family did not offer for this purpose.',
          points: 1,
        },
        {
          id: 'trusted',
          name: 'Trusted',
          description:
            'Families also decided what was left out and hold a copy. The teacher explains, without telling it, why something learned was not written down.',
          points: 2,
        },
      ],
    },
  ],
};
