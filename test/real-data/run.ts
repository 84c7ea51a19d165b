// `npm run real-data -- DIR`: judges every item of a folder of real credentials and tells right from wrong, by kind; the
// last line sums up. Exits 1 when an answer is wrong or an altered copy was accepted.
import { resolve } from 'node:path';
import { defaultFolder, hasCorpus, openCorpus } from './corpus.ts';
import { runAll } from './run-all.ts';

const folder = resolve(process.argv[2] ?? defaultFolder);
if (!hasCorpus(folder)) {
  console.error(`There is no expected.json in ${folder}.`);
  process.exit(2);
}
const { lines, wrong, accepted } = await runAll(openCorpus(folder));
for (const line of lines) console.log(line);
process.exitCode = wrong + accepted > 0 ? 1 : 0;
