// What Lighthouse says of a page: node lighthouse.mjs address chromium prints its scores (0 to 100) and what it holds against the page.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const longest = 180_000;
setTimeout(() => { console.error('Lighthouse does not come to an end.'); process.exit(3); }, longest).unref();

const [address, chromePath] = process.argv.slice(2);
// On a busy machine Chromium's trace can miss its own beginning: nothing was measured then, and Lighthouse asks to be run again.
const tries = 4;

let lhr;
for (let left = tries; left > 0 && (!lhr || lhr.runtimeError); left--) lhr = await measure();

const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
const against = Object.values(lhr.categories).flatMap(({ id, auditRefs }) => auditRefs
  .filter(({ id: audit, weight }) => weight > 0 && lhr.audits[audit].score !== null && lhr.audits[audit].score < 0.9)
  .map(({ id: audit }) => `${id}: ${lhr.audits[audit].title} ${lhr.audits[audit].displayValue ?? lhr.audits[audit].explanation ?? ''}`));
console.log(JSON.stringify({ scores, against, failed: lhr.runtimeError?.message ?? null }));

async function measure() {
  const chrome = await launch({
    chromePath,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    logLevel: 'silent',
  });
  try {
    const verdict = await lighthouse(address, {
      port: chrome.port, logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    });
    return verdict.lhr;
  } finally {
    chrome.kill();
  }
}
