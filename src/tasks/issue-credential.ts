// Issues the credential of an awarded decision, or finishes what a process that died has begun.
import type { Services } from '../services.ts';
import { payloadText } from './task.ts';
import type { Task } from './task.ts';

export function issueCredentialTask({ issueCredential }: Pick<Services, 'issueCredential'>): Task {
  return {
    name: 'issue-credential',
    run: async (payload, call) => {
      await issueCredential.issue(payloadText(payload, 'institutionId'), payloadText(payload, 'decisionId'), call);
    },
  };
}
