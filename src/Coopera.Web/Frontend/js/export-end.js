// data-tells-end on a form that a file comes from: the page stays where it is, and says when the file is whole and how many rows it has.
const firstAfter = 700;
const thenEvery = 2000;
const patience = 10 * 60 * 1000;

export function tellEnd(form) {
  const place = form.querySelector('[role=status]');
  let after = form.dataset.after;
  let round = 0;

  form.addEventListener('submit', () => {
    const mine = ++round;
    const until = Date.now() + patience;
    place.textContent = 'Il file si sta preparando…';
    const ask = async () => {
      if (mine !== round) {
        return; // asked for another one meanwhile
      }

      const answer = await fetch(`${form.dataset.tellsEnd}?dopo=${after}`, { redirect: 'error' }).catch(() => null);
      const end = answer?.status === 200 ? await answer.json().catch(() => null) : null;
      if (end && mine === round) {
        after = end.number;
        place.textContent = end.text;
      } else if (Date.now() < until) {
        setTimeout(ask, thenEvery);
      } else {
        place.textContent = '';
      }
    };
    setTimeout(ask, firstAfter);
  });
}
