// Builds wwwroot/dist: one stylesheet, the scripts, the fonts, the icons in use and the island drawn from the register.
// With --watch it goes on, and builds again what a saved file belongs to.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'wwwroot', 'dist');
const modules = join(here, 'node_modules');

const icons = [
  'arrow-right', 'burger', 'calendar', 'check', 'check-circle', 'chevron-right', 'clock', 'close', 'close-circle', 'download', 'file-csv',
  'file-pdf', 'file-xlsx', 'info-circle', 'key', 'link', 'logout', 'mail', 'map-marker', 'pencil', 'plus', 'presentation', 'print', 'rss',
  'search', 'user', 'video', 'warning-circle',
];
const weights = [400, 600, 700];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'fonts'), { recursive: true });
fonts();
styles();
await scripts();
sprite();
island();
images();
if (process.argv.includes('--watch')) {
  for (const [folder, build] of Object.entries({ scss: styles, js: scripts, images })) {
    again(folder, build);
  }
}

// Editors save in several steps: one build for all that comes within a moment. A mistake is told, and the next save tries again.
function again(folder, build) {
  let soon;
  watch(join(here, folder), { recursive: true }, () => {
    clearTimeout(soon);
    soon = setTimeout(async () => {
      try {
        await build();
        console.log(`${new Date().toLocaleTimeString()} ${folder} built`);
      } catch (mistake) {
        console.error(mistake.message);
      }
    }, 100);
  });
}

function fonts() {
  for (const subset of ['latin', 'latin-ext']) {
    for (const weight of weights) {
      const file = `titillium-web-${subset}-${weight}-normal.woff2`;
      copyFileSync(join(modules, '@fontsource/titillium-web/files', file), join(out, 'fonts', file));
    }
  }
}

function styles() {
  const { css } = sass.compile(join(here, 'scss/coopera.scss'), {
    loadPaths: [modules],
    style: 'compressed',
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions'],
  });
  // The national validator reads the version of the library between double quotes.
  writeFileSync(join(out, 'coopera.css'), css.replace(/(--bootstrap-italia-version: ?)'([^']+)'/, '$1"$2"'));
}

async function scripts() {
  await script('early.js', 'early.js');
  await script('main.js', 'coopera.js');
  await script('passkeys.js', 'passkeys.js'); // only for staff who sign in
}

function images() {
  for (const file of readdirSync(join(here, 'images'))) {
    copyFileSync(join(here, 'images', file), join(out, file));
  }
}

function script(entry, name) {
  return esbuild.build({
    entryPoints: [join(here, 'js', entry)],
    outfile: join(out, name),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2019'],
    legalComments: 'none',
    logLevel: 'warning',
  });
}

function sprite() {
  const symbols = icons.map((name) => {
    const svg = readFileSync(join(modules, `bootstrap-italia/src/svg/it-${name}.svg`), 'utf8');
    const viewBox = /viewBox="([^"]+)"/.exec(svg)[1];
    const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
    return `<symbol id="it-${name}" viewBox="${viewBox}">${body.replace(/\s+/g, ' ').trim()}</symbol>`;
  });
  writeFileSync(join(out, 'sprite.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

// One dot a comune at its coordinates, its area by population: Sicily appears by itself. Equirectangular at 37.6° north.
function island() {
  const rows = readFileSync(join(here, '../../Coopera.Core/Data/Seed/sicilia-comuni.csv'), 'utf8').trim().split('\n').slice(1);
  const stretch = Math.cos((37.6 * Math.PI) / 180);
  const dots = rows.map((row) => {
    const [population, latitude, longitude] = row.split(',').slice(5).map(Number);
    const x = (longitude - 12.3) * stretch * 180;
    const y = (38.95 - latitude) * 180;
    return { x, y, r: Math.max(1.3, Math.sqrt(population) / 75) };
  }).filter((dot) => dot.x > -20 && dot.y < 430); // the islands in the far south would only shrink the picture
  const circles = dots.map(({ x, y, r }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}"/>`);
  writeFileSync(join(out, 'sicilia.svg'), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 430" fill="#fff">${circles.join('')}</svg>`);
}
