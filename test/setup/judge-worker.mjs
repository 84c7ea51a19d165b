// The worker of the judge as it stands in src, for tests: workers do not share the test runner's way of reading TypeScript.
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import('../../src/verification/judge-worker.ts');
export default run;
