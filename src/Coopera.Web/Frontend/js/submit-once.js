// A second click on the same button while the first is under way does nothing, in every form that posts. The server would recognise it
// anyway.
// Heard on the document: what the checks of the form hold back does not get this far, and does not count as sent.
export function submitOnce() {
  let sent = new WeakMap();
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== 'post') {
      return;
    }

    const button = submitter ? `${submitter.name}=${submitter.value} ${submitter.getAttribute('formaction') ?? ''}` : '';
    if (sent.get(form) === button) {
      event.preventDefault();
    } else {
      sent.set(form, button);
      setTimeout(() => sent.delete(form), 10000);
    }
  });

  // Back from the next page: the form may be sent again.
  window.addEventListener('pageshow', () => (sent = new WeakMap()));
}
