// Lines of more than 140 characters in code, scripts and styles: part of the format check, which dotnet format cannot do.
// Not in views, where a line is a sentence as it is read, nor where one literal is what makes the line long.
// node tests/lines.mjs [FOLDER...] names each as file:line and ends with 1 when there is one.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const longest = 140;
const looked = new Set(['.cs', '.js', '.mjs', '.scss']);
const literal = /"""|"[^"]{60,}"|'[^']{60,}'|^\s*<|^\s*\S+$/; // a text, a line of a raw text, one word
const passed = new Set(['bin', 'obj', 'node_modules', 'dist', 'artifacts', 'App_Data', 'TestResults', 'Migrations', '.git']);

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !passed.has(entry.name)) {
      yield* files(path);
    } else if (entry.isFile() && looked.has(extname(entry.name))) {
      yield path;
    }
  }
}

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['src', 'tests'];
const long = folders.flatMap(folder => [...files(folder)]).sort().flatMap(path =>
  readFileSync(path, 'utf8').split(/\r?\n/).flatMap((line, index) =>
    [...line].length > longest && !literal.test(line) ? [`${path}:${index + 1}`] : []));
for (const place of long) {
  console.log(`${place}: more than ${longest} characters`);
}

process.exitCode = long.length > 0 ? 1 : 0;
