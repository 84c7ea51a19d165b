// Writes down what a recipient holds, after a credential was published or changed status.
import type { Services } from '../services.ts';
import { payloadText } from './task.ts';
import type { Task } from './task.ts';

export function recordHoldingTask({ credentials }: Pick<Services, 'credentials'>): Task {
  return {
    name: 'record-holding',
    run: (payload) => credentials.recordHolding(payloadText(payload, 'credentialId')),
  };
}
