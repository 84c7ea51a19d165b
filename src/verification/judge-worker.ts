// What runs in a worker: the steps of judging, by name. No network, no keys; it can be ended at any moment.
import type { MessagePort } from 'node:worker_threads';
import { directJudge } from './direct-judge.ts';
import type { OpenBadge2Request, ProofRequest, StatusRequest } from './judge.ts';

export type WorkerStep =
  | { readonly step: 'read'; readonly input: Uint8Array | string }
  | { readonly step: 'prove'; readonly request: ProofRequest }
  | { readonly step: 'judgeStatus'; readonly request: StatusRequest }
  | { readonly step: 'judgeOpenBadge2'; readonly request: OpenBadge2Request };

export interface WorkerTask {
  readonly work: WorkerStep;
  /** Told when the work begins, so that its time is counted from there. */
  readonly begun: MessagePort;
}

// The pool demands the default export of the module it is given.
// oxlint-disable-next-line import/no-default-export
export default async function run({ work, begun }: WorkerTask): Promise<unknown> {
  // A port of worker threads, which has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  begun.postMessage('begun');
  switch (work.step) {
    case 'read':
      return directJudge.read(work.input);
    case 'prove':
      return directJudge.prove(work.request);
    case 'judgeStatus':
      return directJudge.judgeStatus(work.request);
    case 'judgeOpenBadge2':
      return directJudge.judgeOpenBadge2(work.request);
  }
}
