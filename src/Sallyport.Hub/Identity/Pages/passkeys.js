// Passkeys, by the browser's own WebAuthn. A form with data-passkey="make" or "show" fills its field "credential" and is sent.
const supported = window.PublicKeyCredential
  && PublicKeyCredential.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !supported;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const say = form.querySelector('[role=status]');
    try {
      const body = new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value });
      const response = await fetch(form.dataset.options, { method: 'POST', body, redirect: 'error' });
      if (!response.ok) throw new Error('The hub did not answer.');
      const options = await response.json();
      const credential = form.dataset.passkey === 'make'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      say.textContent = error.name === 'NotAllowedError' ? 'It was cancelled, or took too long.' : 'That did not work: ' + error.message;
    }
  });
}
