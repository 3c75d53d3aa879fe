// Tells what the test projects reported: what was skipped and why, the slowest, then every failure, whole, as the last thing on the screen.
// node tests/report.mjs FOLDER, with one CTRF file a project in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const runs = readdirSync(folder).filter(file => file.endsWith('.json')).sort()
  .map(file => ({ project: file.slice(0, -'.json'.length), tests: JSON.parse(readFileSync(join(folder, file), 'utf8')).results.tests }));
const all = runs.flatMap(run => run.tests);
const count = (tests, status) => tests.filter(test => test.status === status).length;
const line = tests => `${count(tests, 'passed')} passed, ${count(tests, 'failed')} failed, ${count(tests, 'skipped')} skipped`;

const skipped = all.filter(test => test.status === 'skipped').map(test => (test.message ?? 'no reason given').trim());
for (const reason of new Set(skipped)) {
  console.log(`Skipped, ${skipped.filter(other => other === reason).length}: ${reason}`);
}

console.log('\nThe ten slowest, in seconds:');
for (const test of all.toSorted((a, b) => b.duration - a.duration).slice(0, 10)) {
  console.log(`${(test.duration / 1000).toFixed(1).padStart(7)}  ${test.name}`);
}

for (const test of all.filter(test => test.status === 'failed')) {
  const trace = (test.trace ?? '').split('\n').slice(0, 12).join('\n');
  console.log(`\nFAILED ${test.name}\n${(test.message ?? '').slice(0, 2000)}\n${trace}`);
}

console.log('');
for (const run of runs) {
  console.log(`${run.project}: ${line(run.tests)}`);
}

console.log(line(all));
process.exitCode = count(all, 'passed') > 0 && count(all, 'failed') === 0 ? 0 : 1;
