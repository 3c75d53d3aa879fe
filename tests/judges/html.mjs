// What html-validate finds in pages: node html.mjs pages.json, an object of HTML by address, prints the faults as JSON, one entry each.
import { readFileSync } from 'node:fs';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const judge = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  elements: ['html5'],
}));
const faults = [];
for (const [address, html] of Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  const { results } = await judge.validateString(html, address);
  for (const { ruleId, message, line } of results.flatMap((result) => result.messages)) {
    faults.push(`${address}, line ${line}: ${message} (${ruleId}) ${html.split('\n')[line - 1].trim().slice(0, 160)}`);
  }
}

console.log(JSON.stringify(faults));
