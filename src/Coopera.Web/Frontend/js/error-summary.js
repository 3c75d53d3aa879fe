// The summary of what went wrong gets the focus, so that a screen reader begins there; its links lead into the fields.
export function focusErrorSummary(summary) {
  if (!summary) {
    return;
  }

  summary.focus();
  summary.addEventListener('click', (event) => {
    const target = event.target.closest('a') && document.getElementById(event.target.closest('a').hash.slice(1));
    if (target) {
      event.preventDefault();
      (target.matches('input, select, textarea') ? target : target.querySelector('input, select, textarea') || target).focus();
    }
  });
}
