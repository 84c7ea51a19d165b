// What a task is: a name in the outbox and what is done about it. A task may run twice, so what it does must be the same
// done once or twice.
import type { Call } from '../kernel/call.ts';
import { task as taskPrincipal } from '../kernel/principal.ts';
import type { TaskPayload } from '../platform/outbox/outbox-table.ts';

export interface Task {
  readonly name: string;
  run(payload: TaskPayload, call: Call): Promise<void>;
}

export function taskCall(name: string, taskId: string): Call {
  return { principal: taskPrincipal(name), requestId: taskId, operation: `task ${name}` };
}

/** A member that the task was put with. @throws Error when it is not there */
export function payloadText(payload: TaskPayload, name: string): string {
  const value = payload[name];
  if (value === undefined) throw new Error(`The task has no ${name}.`);
  return value;
}
