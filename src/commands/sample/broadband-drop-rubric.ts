// The rubric of the sample's micro-credential for broadband technicians: a fiber drop, from the road to the home.
import { fourLevels } from './micro-credential.ts';
import type { SampleRubric } from './micro-credential.ts';

export const dropRubric: SampleRubric = {
  name: 'Fiber drop installation and safety',
  description:
    'For one complete drop, watched by a crew lead: survey, placing, joining, proving the service, and the home.',
  criteria: [
    {
      id: 'survey',
      name: 'Looks before starting',
      description: 'Locates, poles, clearances and the path to the house.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Starts from the work order alone. Utility marks, poles and the path to the house were not checked.',
        'Walks the path but misses a hazard or an obstacle that a second look would show. The sketch has no distances.',
        'Locates were called in and the marks confirmed on the ground before digging. Pole, clearances, path and entry point are checked and sketched with distances.',
        'Also finds what was not on the order, such as a planned driveway or a dead limb over the span, and agrees on a better path with resident and dispatcher before unloading.',
      ),
    },
    {
      id: 'safety',
      name: 'Works safely',
      description: 'Climbing, traffic, power and glass. One lapse decides.',
      requiredLevel: 'safe',
      levels: [
        {
          id: 'stop-work',
          name: 'Stop work',
          description:
            'Any one of these: climbs without inspecting pole, ladder and harness; no traffic control at the road; works closer to power than the clearance allows; looks into a fiber that may be live.',
          points: 0,
        },
        {
          id: 'safe',
          name: 'Safe',
          description:
            'Inspects pole, ladder and harness, sets cones and signs, keeps the clearance from power, treats every fiber as live and collects glass scraps in a closed container. No reminder was needed.',
          points: 1,
        },
        {
          id: 'looks-out',
          name: 'Looks out for others',
          description:
            'Also briefs helper and resident, stops the job when conditions change, and reports a hazard so that the next crew finds it marked.',
          points: 2,
        },
      ],
    },
    {
      id: 'joining',
      name: 'Handles and joins fiber',
      description: 'Bend radius, cleanliness, splices and connectors, slack.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Bends the cable below its minimum radius, leaves bare glass unprotected, or fails the loss test twice.',
        'Cleaves cleanly, but leaves a splice above 0.1 dB or a connector above 0.3 dB, or stores slack so that nobody can work on it again.',
        'Every splice is at or below 0.1 dB and every connector at or below 0.3 dB, inspected and cleaned before mating. Bend radius is kept; slack is stored and labeled.',
        'Also traces a joint that was made badly on purpose, in under ten minutes, and explains the trace to a newer technician.',
      ),
    },
    {
      id: 'service',
      name: 'Proves the service',
      description: 'Measured light, compared with the design and written down.',
      requiredLevel: 'proficient',
      levels: fourLevels(
        'Leaves when the light on the terminal is green.',
        'Measures power at the terminal, but not at the drop, or compares it with nothing.',
        'Measures received power at drop and terminal at the working wavelength, within 1.5 dB of the design, and records both with time and meter.',
        'Explains a reading that is inside the limits but not what was expected, finds the cause, and leaves the link better than the design asks.',
      ),
    },
    {
      id: 'home',
      name: 'Leaves the home and the record in order',
      description: 'What the resident and the next technician find.',
      requiredLevel: 'developing',
      levels: fourLevels(
        'The resident cannot say what was done, and another technician could not follow the record.',
        'The place is clean and the resident can use the service, but photographs or as-built distances are missing.',
        'The entry is sealed and bonded as required, the resident was shown power, reset and whom to call, and the packet holds photographs, sketch and readings.',
        'Also notices what the resident needs to use the line, such as an old router in the way of a telehealth visit, and leaves help that fits.',
      ),
    },
  ],
};
