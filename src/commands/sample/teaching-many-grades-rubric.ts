// The rubric of the sample's second micro-credential for teachers: planning one lesson for many grades.
import { fourLevels } from './micro-credential.ts';
import type { SampleRubric } from './micro-credential.ts';

export const manyGradesRubric: SampleRubric = {
  name: 'Planning one lesson for many grades',
  description:
    'For one lesson of about an hour that was planned, taught to two or more grades in one room, and looked back on.',
  criteria: [
    {
      id: 'one-question',
      name: 'One question for the whole room',
      description: 'What holds the hour together.',
      weight: 2,
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Each grade has a topic of its own. The teacher gives separate lessons one after another while the others wait.',
        'All grades share a theme, such as weather, but their tasks never touch: nothing that one group finds out is needed by another.',
        'One question holds the hour together. Every grade works on it with its own standard, and the plan says what each group adds to the answer.',
        'The question cannot be answered without all groups: the younger pupils’ data feed the older pupils’ work, and its results go back to the younger ones to use.',
      ),
    },
    {
      id: 'fit',
      name: 'Work that fits each pupil',
      description: 'How tasks differ, and by what they were chosen.',
      weight: 2,
      requiredLevel: 'proficient',
      levels: fourLevels(
        'One worksheet for all, with more or fewer items by grade.',
        'Two levels of tasks. Pupils between them or far from both, and those with individual plans, are not provided for.',
        'Tasks differ in the thinking they ask for and are matched to what pupils showed last week rather than to the name of their grade. Individual plans are written into the tasks.',
        'Pupils move between tasks on evidence they can see themselves, and the plan shows which moves were made and why.',
      ),
    },
    {
      id: 'flow',
      name: 'Nobody waits',
      description: 'What every group does while the teacher is with another.',
      weight: 1,
      requiredLevel: 'developing',
      levels: fourLevels(
        'No times are planned. Pupils depend on the teacher to begin and to go on.',
        'Times are planned for the teacher. Groups without the teacher have something to do, but it runs out or could be left undone.',
        'A plan by the minute shows where the teacher is and what every group does meanwhile. Materials and first steps are laid out so that work begins without help.',
        'Routines carry the hour: pupils start, fetch help from one another and check their results, and the teacher’s longest stretch with one group is undisturbed and spent on teaching.',
      ),
    },
    {
      id: 'together',
      name: 'Pupils learn from one another',
      description: 'Who helps whom, and what each of them gets from it.',
      weight: 1,
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Older pupils keep younger ones busy or do the work for them.',
        'Pupils are paired, but it is always the same ones who help, and how to help has not been taught.',
        'Each pair has a job that both are needed for, and pupils were taught how to ask and how to explain. The plan says what the older pupil learns by it.',
        'Help goes in every direction. Samples of talk or work show that explaining changed what the explainer could do.',
      ),
    },
    {
      id: 'knowing',
      name: 'Knows what each grade learned',
      description: 'How learning is checked, and what follows from it.',
      weight: 2,
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Looks through some finished papers after school.',
        'One exit question for all. Its results change nothing the next day.',
        'A short check for each group, tied to its standard, with results by pupil and a decision for tomorrow.',
        'Checks are part of the work itself, pupils can say where they stand, and the next plan shows what was changed because of them.',
      ),
    },
  ],
};
