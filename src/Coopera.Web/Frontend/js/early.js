// Before the first paint: what scripting folds away is never shown open. Should the rest not come, it is open as without scripting.
document.documentElement.classList.add('has-script');
addEventListener('error', (event) => {
  if (event.target instanceof HTMLScriptElement) {
    document.documentElement.classList.remove('has-script');
  }
}, true);
