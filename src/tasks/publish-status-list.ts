// Signs and publishes a status list that changed. Several changes that wait are shown by one signature.
import type { Services } from '../services.ts';
import { payloadText } from './task.ts';
import type { Task } from './task.ts';

export function publishStatusListTask({ publishStatusList }: Pick<Services, 'publishStatusList'>): Task {
  return {
    name: 'publish-status-list',
    run: (payload, call) => publishStatusList(payloadText(payload, 'listId'), call),
  };
}
