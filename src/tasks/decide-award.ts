// Decides by the rule alone, where the achievement's policy says so.
import type { Services } from '../services.ts';
import { payloadText } from './task.ts';
import type { Task } from './task.ts';

export function decideAwardTask({ decisions }: Pick<Services, 'decisions'>): Task {
  return {
    name: 'decide-award',
    run: (payload, call) =>
      decisions.decideByRule(
        payloadText(payload, 'institutionId'),
        payloadText(payload, 'submissionId'),
        call.requestId,
      ),
  };
}
