// Every proof suite whose signatures are verified here, by the name that a proof gives it.
import { ecdsaSd2023 } from './ecdsa-sd-2023.ts';
import { jcsSuites } from './jcs-suites.ts';
import { legacySuites } from './legacy-suites.ts';
import { rdfcSuites } from './rdfc-suites.ts';
import type { VerifyingSuite } from './verifying-suite.ts';

const suites: ReadonlyMap<string, VerifyingSuite> = new Map(
  [...rdfcSuites, ...jcsSuites, ecdsaSd2023, ...legacySuites].map((suite) => [suite.name, suite]),
);

/** The suite, or undefined for one that is not known. */
export function suiteNamed(name: string): VerifyingSuite | undefined {
  return suites.get(name);
}
