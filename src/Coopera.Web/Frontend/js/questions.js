// Questions asked only after a certain answer come and go with it. Without scripting all of them stay, each with the words that say
// when it counts, and the server passes over what was not asked.
export function askWhatApplies(part) {
  const questions = [...part.querySelectorAll('[data-question]')];
  const chosen = (name) => [...part.querySelectorAll(`[name="${name}"]`)]
    .filter((control) => control.matches('select') || control.checked)
    .map((control) => control.value);
  const update = () => {
    const asked = new Set();
    for (const question of questions) {
      const { question: name, askedIf: other, askedAnswer: answer } = question.dataset;
      question.hidden = Boolean(other) && !(asked.has(other) && chosen(other).includes(answer));
      if (!question.hidden) {
        asked.add(name);
      }
    }
  };

  for (const words of part.querySelectorAll('.question-if')) {
    words.hidden = true; // what it says can now be seen
    words.replaceChildren();
  }
  part.addEventListener('change', update);
  window.addEventListener('pageshow', update); // the browser may have restored an answer
  update();
}
