import accessibleAutocomplete from 'accessible-autocomplete';

const kinds = { Municipality: (body) => `Comune di ${body.name} (${body.province})` };

// What the field held when the page came is a plain text to the library, what the register answers is a body.
function label(body) {
  return typeof body === 'string' ? body : (kinds[body?.kind]?.(body) ?? body?.name ?? '');
}

// Turns the plain text field into a combobox on the register. Whatever is typed but not chosen is sent as it is, and the server looks it
// up.
export function pickBodies(input) {
  const code = document.getElementById(input.dataset.bodyPicker);
  const holder = document.createElement('div');
  const { id, name, required, className } = input;
  // Going back, the browser fills in again the fields that came with the page. This one did not: the history keeps it.
  const kept = history.state?.[id];
  const value = kept?.text ?? input.value;
  const describedBy = input.getAttribute('aria-describedby');
  let chosen = value;
  let pending;
  let searching = false;

  if (code && kept) {
    code.value = kept.code;
  }
  input.replaceWith(holder);
  accessibleAutocomplete({
    element: holder,
    id,
    name,
    defaultValue: value,
    inputClasses: className,
    required,
    minLength: 2,
    confirmOnBlur: false,
    displayMenu: 'overlay',
    showNoOptionsFound: true,
    source,
    templates: { inputValue: label, suggestion: (body) => escapeHtml(label(body)) },
    onConfirm: (body) => {
      if (body?.code) {
        code.value = body.code;
        chosen = label(body);
        keepText(chosen);
      }
    },
    tNoResults: () => (searching ? 'Cerco nel registro…' : 'Nessun ente nel registro: se il tuo è altrove, lascia il nome come l’hai scritto'),
    tStatusQueryTooShort: (length) => `Scrivi almeno ${length} lettere per cercare`,
    tStatusNoResults: () => (searching ? 'Cerco nel registro' : 'Nessun ente trovato nel registro'),
    tStatusSelectedOption: (option, length, index) => `${option}, ${index + 1} di ${length}, selezionato`,
    tStatusResults: (length, selected) => `${length === 1 ? '1 ente trovato' : `${length} enti trovati`}. ${selected}`,
    tAssistiveHint: () => 'Quando compaiono i suggerimenti usa le frecce su e giù per scorrerli e Invio per scegliere.',
  });

  const field = document.getElementById(id);
  if (describedBy) {
    // The library describes the field with its own hint only: ours, and the error, belong there too.
    const keep = () => {
      const own = (field.getAttribute('aria-describedby') || '').split(' ').filter((word) => word && !describedBy.includes(word));
      const wanted = [describedBy, ...own].join(' ');
      if (field.getAttribute('aria-describedby') !== wanted) {
        field.setAttribute('aria-describedby', wanted);
      }
    };
    keep();
    new MutationObserver(keep).observe(field, { attributes: true, attributeFilter: ['aria-describedby'] });
  }

  field.addEventListener('input', () => {
    if (field.value !== chosen) {
      code.value = '';
    }
    keepText(field.value);
  });

  function keepText(text) {
    history.replaceState({ ...history.state, [id]: { text, code: code?.value ?? '' } }, '');
  }

  function source(query, show) {
    clearTimeout(pending?.timer);
    pending?.abort.abort();
    const abort = new AbortController();
    searching = true;
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`${input.dataset.url}?q=${encodeURIComponent(query)}`,
          { signal: abort.signal, headers: { accept: 'application/json' } });
        const found = answer.ok ? await answer.json() : [];
        searching = false;
        show(found);
      } catch (error) {
        if (error.name !== 'AbortError') {
          searching = false;
          show([]); // off line for a moment: the written name is still sent and looked up by the server
        }
      }
    }, 120);
    pending = { timer, abort };
  }
}

function escapeHtml(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}
