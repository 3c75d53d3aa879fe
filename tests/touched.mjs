// Which web tests does a change touch? Folders of tests mirror folders of src: what changed in a folder runs the classes of the
// folder of that name, and those of the back office whose name begins with it. A changed test runs its class.
// node tests/touched.mjs [--all]; prints {"classes": [...], "unmapped": [...]}.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const project = 'tests/Coopera.Web.Tests';
const everywhere = ['Architecture', 'Pages']; // whatever changed
const git = (...words) => execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  .split('\n').filter(line => line !== '');

function base() {
  for (const main of ['main', 'origin/main']) {
    try {
      return git('merge-base', 'HEAD', main)[0];
    } catch {
      // a clone without that branch
    }
  }
  return 'HEAD';
}

const className = file => basename(file).split('.')[0];
const tests = readdirSync(project, { recursive: true })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => /Tests(\.\w+)?\.cs$/.test(file) && !/^(bin|obj)\//.test(file));
const inFolder = folder => tests.filter(file => dirname(file).split('/').includes(folder));
const stem = folder => folder.replace(/s$/, '').replace(/^Home$/, 'Dashboard');
const staffTests = folder => inFolder('Admin').filter(file => basename(file).startsWith(stem(folder)));

/** Nothing when the folders say nothing. */
function touchedBy(file) {
  if (file.startsWith(`${project}/`)) {
    const inside = file.slice(project.length + 1);
    return tests.includes(inside) ? [inside] : inFolder(dirname(inside).split('/')[0]);
  }

  const folders = dirname(file).split('/').slice(2).filter(folder => !['Features', 'Public', 'Shared'].includes(folder));
  const ofStaff = folders[0] === 'Admin';
  const [subject] = ofStaff ? folders.slice(1) : folders;
  if (subject === undefined) {
    return ofStaff ? inFolder('Admin') : [];
  }

  const found = [...(ofStaff ? [] : inFolder(subject)), ...staffTests(subject)];
  return ofStaff && found.length === 0 ? inFolder('Admin') : found;
}

const changed = [...new Set([...git('diff', '--name-only', base()), ...git('ls-files', '--others', '--exclude-standard')])]
  .filter(file => /^(src|tests)\//.test(file)
    && !/^tests\/Coopera\.(Domain|Pdf|Core|Browser)\.Tests\/|^tests\/Coopera\.Bench\//.test(file));
const touched = new Set(changed.length > 0 ? everywhere.flatMap(inFolder) : []);
const unmapped = [];
for (const file of changed) {
  const found = touchedBy(file);
  if (found.length === 0) {
    unmapped.push(file);
    inFolder('Hosting').forEach(test => touched.add(test));
  }

  found.forEach(test => touched.add(test));
}

const chosen = process.argv.includes('--all') ? tests : tests.filter(test => touched.has(test));
const names = files => [...new Set(files.map(className))].sort();
console.log(JSON.stringify({ classes: names(chosen), left: names(tests.filter(test => !chosen.includes(test))), unmapped }));
