// The door of a webinar. Everything works without: the page tells the hour, and the forms do the rest.
const everyTwoMinutes = 2 * 60 * 1000;
const untilTheOtherTabIsOpen = 2000;

// data-counts-down, data-now: the instant at which the door opens and that of the server, so that a wrong clock does no harm.
export function countDown(place) {
  const { countsDown, now } = place.dataset;
  const opens = performance.now() + Number(countsDown) - Number(now);
  const shown = place.querySelector('[data-count]');
  const tick = () => {
    const seconds = Math.ceil((opens - performance.now()) / 1000);
    if (seconds <= 0) {
      location.reload();
      return;
    }

    // Far away the words of the server are good enough; nobody watches seconds for hours.
    if (seconds < 3600) {
      shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minuti`;
    }

    setTimeout(tick, seconds < 3600 ? 1000 : 60000);
  };
  tick();
}

// data-goes-in on the form that opens the webinar in another tab: this page then shows that one is in.
export function showEntry(form) {
  form.addEventListener('submit', () => setTimeout(() => location.replace(location.pathname), untilTheOtherTabIsOpen));
}

// data-still-there: where the open page tells that it is still open, and once more when it closes.
export function tellPresence(place) {
  const tell = () => navigator.sendBeacon(place.dataset.stillThere, new URLSearchParams({ aperta: '1' }));
  tell();
  setInterval(tell, everyTwoMinutes);
  window.addEventListener('pagehide', tell);
}
