// A second click while the first is under way does nothing. The server would recognise it anyway.
// Heard on the document: what the checks of the form hold back does not get this far, and does not count as sent.
export function submitOnce() {
  const sent = new WeakSet();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[data-submit-once]')) {
      return;
    }

    if (sent.has(form)) {
      event.preventDefault();
    } else {
      sent.add(form);
      setTimeout(() => sent.delete(form), 10000);
    }
  });

  // Back from the next page: the form may be sent again.
  window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach((form) => sent.delete(form)));
}
