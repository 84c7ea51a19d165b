// The worker of the judge as it stands in src, for tests: workers do not share the test runner's way of reading TypeScript.
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import('../../src/verification/judge-worker.ts');
// oxlint-disable-next-line import/no-default-export -- the pool demands it
export default run;
