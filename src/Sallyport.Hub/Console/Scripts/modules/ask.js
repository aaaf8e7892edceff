// A question before something happens, with what it is about shown as text.
export function ask({ question, detail, yes, no }) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'ask';
    dialog.setAttribute('aria-label', question);
    const words = dialog.appendChild(document.createElement('p'));
    words.textContent = question;
    const about = dialog.appendChild(document.createElement('pre'));
    about.textContent = detail;
    about.tabIndex = 0;
    const buttons = dialog.appendChild(document.createElement('p'));
    for (const [label, answer] of [[yes, true], [no, false]]) {
      const button = buttons.appendChild(document.createElement('button'));
      button.type = 'button';
      button.textContent = label;
      if (answer) button.className = 'primary';
      button.autofocus = answer;
      button.addEventListener('click', () => dialog.close(answer ? 'yes' : ''));
    }
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
