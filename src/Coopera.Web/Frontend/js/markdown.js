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
  select(area, name, start, written.length);
}

// What is to be written over next: the words, the address; after a list one goes on behind it.
function select(area, name, start, length) {
  const end = start + length;
  const [from, to] = { Grassetto: [start + 2, end - 2], Elenco: [end, end], Link: [end - 'https://)'.length, end - 1] }[name];
  area.setSelectionRange(from, to);
}

const asList = (text) => text.split('\n').map((line) => (/^\s*-\s/.test(line) || line.trim() === '' ? line : `- ${line}`)).join('\n');

// A list begins after an empty line.
function before(text) {
  const isFree = text === '' || text.endsWith('\n\n') || /(^|\n)- [^\n]*\n$/.test(text);
  return isFree ? '' : text.endsWith('\n') ? '\n' : '\n\n';
}

// As if it was typed, so that it can be undone.
function insert(area, text) {
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
