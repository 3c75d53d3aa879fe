// data-ask-before-leaving on the form of an editor: leaving the page with something written and not saved is asked first, in the browser's
// own words. data-unsaved: what it shows was never saved, even before anybody touches it.
export function askBeforeLeaving(form) {
  const written = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const saved = form.hasAttribute('data-unsaved') ? null : written();
  let isSent = false;

  // Heard on the document, as in submit-once: what the checks of the form hold back is not sent.
  document.addEventListener('submit', (event) => {
    if (event.target === form && !event.defaultPrevented) {
      isSent = true;
      setTimeout(() => (isSent = false), 10000);
    }
  });
  window.addEventListener('pageshow', () => (isSent = false));
  window.addEventListener('beforeunload', (event) => {
    if (!isSent && written() !== saved) {
      event.preventDefault();
      event.returnValue = ''; // older browsers ask only so
    }
  });
}
