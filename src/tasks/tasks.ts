// The list of all tasks.
import type { Services } from '../services.ts';
import { decideAwardTask } from './decide-award.ts';
import { issueCredentialTask } from './issue-credential.ts';
import { publishStatusListTask } from './publish-status-list.ts';
import { recordHoldingTask } from './record-holding.ts';
import type { Task } from './task.ts';

export function allTasks(services: Services): readonly Task[] {
  return [
    decideAwardTask(services),
    issueCredentialTask(services),
    publishStatusListTask(services),
    recordHoldingTask(services),
  ];
}
