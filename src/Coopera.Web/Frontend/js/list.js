// The rows of a list: choosing those of the page, all that were found, or several at once with the shift key. What is chosen is counted in
// the bar. Without scripting the ticks and "all that were found" are there as well.
export function pickRows(list) {
  const rows = [...list.querySelectorAll('.tick input')];
  const page = list.querySelector('[data-pick=page]');
  const all = list.querySelector('[data-pick=all]');
  const told = list.querySelector('[data-picked]');
  if (!all || rows.length === 0) {
    return;
  }

  let last = null;
  const set = (some, ticked) => some.forEach((row) => (row.checked = ticked));
  const update = () => {
    const count = rows.filter((row) => row.checked).length;
    if (page) {
      page.checked = count === rows.length;
      page.indeterminate = count > 0 && count < rows.length;
    }
    const words = all.checked ? told.dataset.all : count === 1 ? told.dataset.one : count > 1 ? told.dataset.many.replace('#', count) : '';
    if (told.textContent !== words) {
      told.textContent = words;
    }
  };

  list.addEventListener('change', ({ target }) => {
    if (target === all) {
      set(rows, all.checked);
    } else if (target === page) {
      set(rows, page.checked);
    }
    if (target !== all && rows.some((row) => !row.checked)) {
      all.checked = false;
    }
    update();
  });
  list.addEventListener('click', ({ target, shiftKey }) => {
    const here = rows.indexOf(target);
    if (here < 0) {
      return;
    }
    if (shiftKey && last !== null) {
      set(rows.slice(Math.min(last, here), Math.max(last, here) + 1), target.checked);
      update();
    }
    last = here;
  });
  window.addEventListener('pageshow', update); // the browser may have restored what was chosen
  update();
}

// The menus of the bar close as menus do: with the Escape key, and when something else is pressed.
export function closeMenus(menus) {
  const close = (menu) => (menu.open = false);
  document.addEventListener('click', ({ target }) => menus.filter((menu) => menu.open && !menu.contains(target)).forEach(close));
  menus.forEach((menu) => menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      close(menu);
      menu.querySelector('summary').focus();
    }
  }));
}
