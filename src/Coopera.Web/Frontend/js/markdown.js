// data-markdown on a text: buttons for bold, a list and a link, which write the marks for whoever does not know them. Without scripting
// the hint below the label tells how to write them.
const buttons = [
  ['Grassetto', (text) => `**${text || 'testo in grassetto'}**`],
  ['Elenco', (text) => asList(text || 'prima voce\nseconda voce')],
  ['Link', (text) => `[${text || 'testo del link'}](https://)`],
];

export function offerMarks(area) {
  const bar = document.createElement('div');
  bar.className = 'marks';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Formato del testo');
  for (const [name, mark] of buttons) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-quiet btn-small';
    button.textContent = name;
    button.setAttribute('aria-controls', area.id);
    button.addEventListener('click', () => put(area, name, mark));
    bar.append(button);
  }
  area.before(bar);
  area.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'b') {
      event.preventDefault();
      put(area, ...buttons[0]);
    }
  });
}

function put(area, name, mark) {
  let { selectionStart: start, selectionEnd: end } = area;
  if (name === 'Elenco') {
    start = area.value.lastIndexOf('\n', start - 1) + 1; // whole lines
  }
  const chosen = area.value.slice(start, end);
  const space = name === 'Elenco' ? '' : /\s*$/.exec(chosen)[0]; // a mark after a space would not count
  let written = mark(chosen.slice(0, chosen.length - space.length));
  if (name === 'Elenco') {
    written = before(area.value.slice(0, start)) + written;
  }

  area.focus();
  area.setSelectionRange(start, end);
  insert(area, written + space);
  const from = name === 'Link' ? start + written.length - 'https://)'.length : start + written.indexOf(name === 'Grassetto' ? '**' : '-') + 2;
  const length = name === 'Link' ? 'https://'.length : name === 'Grassetto' ? written.length - 4 : 0;
  area.setSelectionRange(name === 'Elenco' ? start + written.length : from, name === 'Elenco' ? start + written.length : from + length);
}

const asList = (text) => text.split('\n').map((line) => (/^\s*-\s/.test(line) || line.trim() === '' ? line : `- ${line}`)).join('\n');

// A list begins after an empty line.
const before = (text) => (text === '' || text.endsWith('\n\n') || /(^|\n)- [^\n]*\n$/.test(text) ? '' : text.endsWith('\n') ? '\n' : '\n\n');

// As if it was typed, so that it can be undone.
function insert(area, text) {
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
