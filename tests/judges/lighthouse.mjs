// What Lighthouse says of a page: node lighthouse.mjs address chromium prints its scores (0 to 100) and what it holds against the page.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const longest = 180_000;
setTimeout(() => { console.error('Lighthouse does not come to an end.'); process.exit(3); }, longest).unref();

const [address, chromePath] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  logLevel: 'silent',
});
try {
  const { lhr } = await lighthouse(address, {
    port: chrome.port, logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  });
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  const against = Object.values(lhr.categories).flatMap(({ id, auditRefs }) => auditRefs
    .filter(({ id: audit, weight }) => weight > 0 && lhr.audits[audit].score !== null && lhr.audits[audit].score < 0.9)
    .map(({ id: audit }) => `${id}: ${lhr.audits[audit].title} ${lhr.audits[audit].displayValue ?? lhr.audits[audit].explanation ?? ''}`));
  console.log(JSON.stringify({ scores, against, failed: lhr.runtimeError?.message ?? null }));
} finally {
  chrome.kill();
}
