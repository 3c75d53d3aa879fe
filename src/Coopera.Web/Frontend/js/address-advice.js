import domains from '../../../Coopera.Domain/mail-domains.json';

// Below the field of an address that mails go to: another may be meant, or it is certified mail. What it says is what the server says
// (MailDomains, AddressAdvice), which also knows the recorded addresses of the bodies. Nobody is stopped by it.
export function adviseOnAddress(note) {
  const field = document.getElementById(note.dataset.advises);
  let soon;
  field.addEventListener('change', () => {
    clearTimeout(soon);
    soon = setTimeout(tell, 400); // what moves now would slip away from under a click on the button below
  });

  function tell() {
    const [, local, domain] = /^(.+)@([^@]+)$/.exec(field.value.trim()) ?? [];
    const meant = domain && meantDomain(domain.toLowerCase());
    if (domain && isCertified(domain.toLowerCase())) {
      note.textContent = note.dataset.certified;
    } else if (meant) {
      note.textContent = `${note.dataset.meant.replace('{0}', () => `${local}@${meant}`)} `;
      note.append(correction(`${local}@${meant}`));
    } else {
      note.textContent = '';
    }
  }

  function correction(address) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-quiet btn-small';
    button.textContent = note.dataset.useMeant;
    button.addEventListener('click', () => {
      field.value = address;
      note.textContent = '';
      field.focus();
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    return button;
  }
}

export function meantDomain(typed) {
  if (domains.meant.includes(typed) || domains.known.includes(typed)) {
    return null;
  }

  return domains.instead[typed] ?? domains.meant.find((common) => isOneSlip(typed, common)) ?? null;
}

export function isCertified(domain) {
  const labels = domain.split('.');
  return labels.some((label) => domains.certified.includes(label) || label.startsWith('pec-')
    || (label.length >= 6 && label.endsWith('pec')))
    || (labels.length > 2 && labels[0] === 'cert');
}

// One letter more, less or another, or two that changed places.
function isOneSlip(typed, meant) {
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) {
    same += 1;
  }

  const [a, b] = [typed.slice(same), meant.slice(same)];
  if (a.length === b.length) {
    return a.slice(1) === b.slice(1) || (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }

  return a.slice(1) === b || a === b.slice(1);
}
