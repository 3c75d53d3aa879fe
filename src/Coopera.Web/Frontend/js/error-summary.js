const title = document.title;

// What went wrong, or what happened meanwhile, gets the focus, so that a screen reader begins there; links in it lead into the fields.
export function focusErrorSummary(summary) {
  if (!summary) {
    return;
  }

  summary.tabIndex = -1;
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    const target = link && document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      (target.matches('input, select, textarea') ? target : target.querySelector('input, select, textarea') || target).focus();
    }
  });
}

// The same summary that the server draws, for what the browser found before sending.
export function showErrorSummary(form) {
  document.querySelector('.error-summary')?.remove();
  const summary = element('div', { class: 'error-summary', role: 'alert', tabindex: '-1', 'aria-labelledby': 'error-summary-title' });
  const list = element('ul');
  for (const message of form.querySelectorAll('[data-valmsg-for]')) {
    if (message.textContent && !message.closest('[hidden]')) {
      const item = element('li');
      item.append(element('a', { href: `#${message.id.replace(/-error$/, '')}` }, message.textContent));
      list.append(item);
    }
  }

  summary.append(element('h2', { id: 'error-summary-title' }, 'Controlla i dati inseriti'), list);
  (document.querySelector('.page-head') || form).after(summary);
  document.title = title.startsWith('Errore: ') ? title : `Errore: ${title}`;
  focusErrorSummary(summary);
}

function element(name, attributes = {}, text = '') {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value));
  made.textContent = text;
  return made;
}
