// A second click while the first is under way does nothing. The server would recognise it anyway.
export function submitOnce(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
    } else if (!event.defaultPrevented) {
      sent = true;
      setTimeout(() => { sent = false; }, 10000);
    }
  });
  window.addEventListener('pageshow', () => { sent = false; });
}
