// data-largest on a file field: one that is larger is told so as soon as it is chosen, and not after a slow line has sent it. The server
// says the same.
export function checkFileSize(input) {
  const message = document.getElementById(`${input.id}-error`);
  const isTooLarge = () => [...input.files].some((file) => file.size > Number(input.dataset.largest));
  const tell = () => {
    const wrong = isTooLarge();
    if (wrong || input.hasAttribute('data-told')) {
      message.textContent = wrong ? input.dataset.tooLarge : '';
      message.setAttribute('role', 'alert');
      input.toggleAttribute('data-told', wrong);
      input.setAttribute('aria-invalid', String(wrong));
      input.setAttribute('aria-describedby', wrong ? `${input.id}-hint ${message.id}` : `${input.id}-hint`);
    }
  };
  input.addEventListener('change', tell);

  // Before anybody else hears of it: what is held back here does not count as sent.
  input.form.addEventListener('submit', (event) => {
    if (isTooLarge()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      tell();
      input.focus();
    }
  }, true);
}
