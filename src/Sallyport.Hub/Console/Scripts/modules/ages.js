// <sp-age at="SECONDS">: how long ago that is, ticking, and the date itself on hover.
const shown = new Set();
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** How long, in the two units that kubectl would name. */
export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const [m, h, d] = [Math.floor(s / 60), Math.floor(s / 3600), Math.floor(s / 86400)];
  if (s < 120) return `${s}s`;
  if (m < 10) return s % 60 ? `${m}m${s % 60}s` : `${m}m`;
  if (h < 3) return `${m}m`;
  if (h < 8) return m % 60 ? `${h}h${m % 60}m` : `${h}h`;
  if (h < 48) return `${h}h`;
  if (d < 8) return h % 24 ? `${d}d${h % 24}h` : `${d}d`;
  if (d < 730) return `${d}d`;
  return `${Math.floor(d / 365)}y${d % 365}d`;
}

class Age extends HTMLElement {
  static observedAttributes = ['at'];

  connectedCallback() {
    shown.add(this);
    this.draw();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    this.draw();
  }

  draw() {
    const at = Number(this.getAttribute('at'));
    const text = duration(Date.now() / 1000 - at);
    if (this.textContent !== text) this.textContent = text;
    if (this.dated !== at) {
      this.dated = at;
      this.title = dates.format(new Date(at * 1000));
    }
  }
}

// <sp-left at="SECONDS">: how long it is until then, ticking down.
class Left extends Age {
  draw() {
    const text = duration(Number(this.getAttribute('at')) - Date.now() / 1000);
    if (this.textContent !== text) this.textContent = text;
  }
}

customElements.define('sp-age', Age);
customElements.define('sp-left', Left);
setInterval(() => {
  if (!document.hidden) shown.forEach((age) => age.draw());
}, 1000);
