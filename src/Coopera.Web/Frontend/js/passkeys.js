// Forms that talk to the browser's passkeys. Loaded only where there is one; without it the forms stay hidden and the password does it all.
if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll('[data-passkey]').forEach((form) => {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      run(form);
    });
  });
  document.querySelectorAll('[data-passkey-unknown]').forEach((part) => part.remove());
}

async function run(form) {
  const button = form.querySelector('[type=submit]');
  const problem = form.querySelector('[data-passkey-problem]');
  problem.textContent = '';
  button.disabled = true;
  try {
    const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' });
    if (answer.redirected) {
      window.location.assign(answer.url); // signed out meanwhile, or asked to confirm
      return;
    }

    if (!answer.ok) {
      throw new Error(`The site answered ${answer.status}.`);
    }

    const publicKey = readOptions(await answer.json());
    const credential = await (form.dataset.passkey === 'create'
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey }));
    form.elements.Credential.value = JSON.stringify(write(credential));
    form.submit();
  } catch (failure) {
    problem.textContent = sentence(failure);
    button.disabled = false;
  }
}

function sentence(failure) {
  switch (failure.name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'Non è stata usata nessuna passkey: hai annullato o è passato troppo tempo. Puoi riprovare.';
    case 'InvalidStateError':
      return 'Su questo dispositivo c’è già una tua passkey per questo sito.';
    default:
      return 'Il browser non è riuscito a usare la passkey. Riprova, o scegli un altro modo.';
  }
}

// The site speaks base64url, the browser bytes. (Not every browser in use has parseRequestOptionsFromJSON and toJSON.)
function readOptions(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) {
    options.user.id = bytes(options.user.id);
  }

  for (const list of [options.allowCredentials, options.excludeCredentials]) {
    (list || []).forEach((one) => {
      one.id = bytes(one.id);
    });
  }

  return options;
}

function write(credential) {
  const { response } = credential;
  const written = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    written.attestationObject = text(response.attestationObject);
    written.transports = response.getTransports ? response.getTransports() : [];
  } else {
    written.authenticatorData = text(response.authenticatorData);
    written.signature = text(response.signature);
    written.userHandle = response.userHandle ? text(response.userHandle) : undefined;
  }

  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: written,
  };
}

function bytes(value) {
  return Uint8Array.from(atob(value.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
