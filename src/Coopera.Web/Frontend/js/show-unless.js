// data-unless="Name=value": hidden while that choice is made. Without scripting it simply stays, and the server ignores what it does not need.
export function showUnless(part) {
  const [name, value] = part.dataset.unless.split('=');
  const form = part.closest('form');
  const update = () => {
    part.hidden = form.querySelector(`[name="${name}"]:checked`)?.value === value;
  };
  form.addEventListener('change', update);
  window.addEventListener('pageshow', update); // the browser may have restored a choice
  update();
}
