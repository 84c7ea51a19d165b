// The rubric of the sample's third micro-credential for teachers: a project with a partner from the community.
import { fourLevels } from './micro-credential.ts';
import type { SampleRubric } from './micro-credential.ts';

export const partnerRubric: SampleRubric = {
  name: 'A project with a community partner',
  description: 'For a project of three weeks or more that pupils carried out with a partner outside the school.',
  criteria: [
    {
      id: 'need',
      name: 'A partner with a real need',
      description: 'Who needs the result, and how the task was agreed on.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'A visitor speaks to the class, or the class tours a site once.',
        'A partner takes part, but the task was made up at school: nobody outside would miss the result.',
        'The partner named a need, and both shaped it into a task that pupils can do well. Who does what and by when is written down and signed by both.',
        'The partner has taken the work on as its own, with money, staff time or a place in its plans, and it goes on without the teacher pushing it.',
      ),
    },
    {
      id: 'curriculum',
      name: 'The project carries the curriculum',
      description: 'Whether pupils meet standards by doing the project or beside it.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'The project is a reward after the unit, or runs beside it.',
        'Standards are listed, but most pupils could finish without meeting them.',
        'Each part of the project needs grade-level work in named standards, and what counts as meeting them was described before it began.',
        'Work in two or more subjects meets in the project, and pupils’ drafts show how feedback on the standard changed the result.',
      ),
    },
    {
      id: 'judging',
      name: 'Judged with the partner',
      description: 'By whom and by what the work is judged.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Graded by the teacher for neatness, effort or completion.',
        'The partner says kind words at the end. The grade comes from elsewhere.',
        'Teacher and partner agreed on criteria, both used them on the same work, and they talked through where their judgments differed.',
        'Pupils helped to write the criteria, judged early drafts by them, and can explain a judgment they did not agree with.',
      ),
    },
    {
      id: 'giving-back',
      name: 'Something is given back',
      description: 'Where the product is when the project is over.',
      requiredLevel: 'shared',
      levels: [
        { id: 'kept', name: 'Kept', description: 'The product stays on the classroom wall.', points: 0 },
        {
          id: 'shared',
          name: 'Shared',
          description:
            'The product is handed over in public to people who can use it, and pupils answer their questions.',
          points: 1,
        },
        {
          id: 'in-use',
          name: 'In use',
          description: 'Weeks later the product is in use. Pupils know by whom, and what had to be changed for it.',
          points: 2,
        },
      ],
    },
  ],
};
