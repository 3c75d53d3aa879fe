// The form for several people: one more row without going to the server and back. Without scripting the same button brings some more.
export function addRows(button) {
  const holder = button.form.querySelector('[data-rows]');
  const rows = () => [...holder.querySelectorAll('[data-row]')];
  const most = Number(holder.dataset.most);

  button.addEventListener('click', (event) => {
    event.preventDefault();
    const index = rows().length;
    holder.append(emptyCopy(rows()[index - 1], index));
    rows()[index].querySelector('input').focus();
    button.hidden = index + 1 >= most;
  });
}

function emptyCopy(row, index) {
  const copy = row.cloneNode(true);
  for (const element of copy.querySelectorAll('*')) {
    for (const attribute of ['id', 'name', 'for', 'aria-describedby', 'data-valmsg-for']) {
      const value = element.getAttribute(attribute);
      if (value) {
        element.setAttribute(attribute, value.replace(/Rows\[\d+\]/g, `Rows[${index}]`).replace(/Rows_\d+__/g, `Rows_${index}__`));
      }
    }
    if (element.matches('input:not([type=checkbox])')) {
      element.value = '';
      element.removeAttribute('value');
    }
    element.removeAttribute('aria-invalid');
    element.removeAttribute('autofocus');
    element.classList.remove('input-validation-error');
  }
  copy.querySelectorAll('[type=checkbox]').forEach((box) => (box.checked = false));
  copy.querySelectorAll('.field-error').forEach((error) => error.replaceChildren());
  copy.querySelector('legend').textContent = `Persona ${index + 1}`;
  return copy;
}
