// What a form still lacks, told beside its parts, comes and goes while one writes: data-wants names the fields that hold it.
export function showNeeds(form) {
  const page = form.closest('.editor');
  const isWritten = (id) => [...form.elements].some((field) =>
    (id.endsWith('_') ? field.id.startsWith(id) && field.id.endsWith('__Title') : field.id === id) && field.value.trim() !== '');
  const update = () => {
    for (const needs of page.querySelectorAll('[data-needs]')) {
      const all = [...needs.querySelectorAll('[data-wants]')];
      all.filter((need) => need.dataset.wants).forEach((need) => (need.hidden = isWritten(need.dataset.wants)));
      needs.querySelector('.need-none').hidden = all.some((need) => !need.hidden);
    }
  };

  form.addEventListener('input', update);
  form.addEventListener('change', update);
  window.addEventListener('pageshow', update); // the browser may have restored what was written
  update();
}

// Saving stays in sight from the moment on when there is something to save.
export function keepSaving(actions) {
  const form = actions.closest('form');
  form.addEventListener('input', () => form.classList.add('is-written'), { once: true });
}

// data-minutes-after on the hour of the end: proposed from that of the beginning, until somebody writes another one.
export function proposeEnd(end) {
  const start = document.getElementById(end.id.replace('_End_', '_Start_'));
  const otherDay = document.getElementById(end.id.replace('_Time', '_Date'));
  const after = () => {
    const [hours, minutes] = start.value.split(':').map(Number);
    const total = hours * 60 + minutes + Number(end.dataset.minutesAfter);
    return Number.isNaN(total) || total >= 24 * 60 ? '' : `${two(Math.floor(total / 60))}:${two(total % 60)}`;
  };

  let proposed = '';
  start?.addEventListener('input', () => {
    if ((end.value === '' || end.value === proposed) && !otherDay?.value) {
      proposed = end.value = after();
    }
  });
}

// A button that puts an address where it can be pasted from, and says so.
export function copyOnPress(button) {
  const told = document.getElementById(button.getAttribute('aria-describedby'));
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    told.textContent = 'Copiato.';
    setTimeout(() => (told.textContent = ''), 5000);
  });
}

const two = (number) => String(number).padStart(2, '0');
