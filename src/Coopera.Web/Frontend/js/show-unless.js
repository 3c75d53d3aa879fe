// data-unless="Name=value|other": hidden while one of those choices is made. Without scripting it simply stays, and the server ignores
// what it does not need.
export function showUnless(part) {
  const [name, values] = part.dataset.unless.split('=');
  const form = part.closest('form');
  const update = () => {
    part.hidden = values.split('|').includes(form.querySelector(`[name="${name}"]:checked`)?.value);
  };
  form.addEventListener('change', update);
  window.addEventListener('pageshow', update); // the browser may have restored a choice
  update();
}
