// data-draws-pdf: the file is drawn beside the rest, where there is room for both and the browser draws PDFs itself; one that does
// not would download it unasked. Everybody else has the link above.
const roomForBoth = '(min-width: 992px)';

export function drawPdf(place) {
  if (!navigator.pdfViewerEnabled) {
    return;
  }

  const room = matchMedia(roomForBoth);
  const draw = () => {
    if (room.matches && !place.firstChild) {
      const frame = document.createElement('iframe');
      frame.title = place.dataset.title;
      frame.src = `${place.dataset.drawsPdf}#navpanes=0&view=FitH`;
      place.append(frame);
    }
  };
  draw();
  room.addEventListener('change', draw);
}
