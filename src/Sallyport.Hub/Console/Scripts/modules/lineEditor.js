// A line under the cursor of a terminal: what is typed, history, search in it. It knows no terminal.

const kept = 500;
const storage = 'terminal-history';

export class LineEditor {
  text = '';
  cursor = 0;
  searching = null;
  #history = read();
  #at = this.#history.length;
  #draft = '';

  set(text, cursor = text.length) {
    this.text = text;
    this.cursor = cursor;
  }

  insert(text) {
    this.set(this.text.slice(0, this.cursor) + text + this.text.slice(this.cursor), this.cursor + text.length);
  }

  replace(start, text) {
    this.set(this.text.slice(0, start) + text + this.text.slice(this.cursor), start + text.length);
  }

  move(to) {
    this.cursor = Math.max(0, Math.min(this.text.length, to));
  }

  cut(from, to) {
    const [start, end] = [Math.max(0, from), Math.min(this.text.length, to)];
    this.set(this.text.slice(0, start) + this.text.slice(end), start);
  }

  /** Where the word before the cursor begins, or the one after it ends. */
  word(step) {
    let at = this.cursor;
    if (step < 0) {
      while (at > 0 && this.text[at - 1] === ' ') at--;
      while (at > 0 && this.text[at - 1] !== ' ') at--;
    } else {
      while (at < this.text.length && this.text[at] === ' ') at++;
      while (at < this.text.length && this.text[at] !== ' ') at++;
    }
    return at;
  }

  /** Takes the line away to be run, and remembers it. */
  take() {
    const line = this.text;
    if (line.trim() && this.#history.at(-1) !== line) {
      this.#history.push(line);
      this.#history.splice(0, this.#history.length - kept);
      sessionStorage.setItem(storage, JSON.stringify(this.#history));
    }
    this.#at = this.#history.length;
    this.searching = null;
    this.set('');
    return line;
  }

  older() {
    if (this.#at === 0) return;
    if (this.#at === this.#history.length) this.#draft = this.text;
    this.set(this.#history[--this.#at]);
  }

  newer() {
    if (this.#at === this.#history.length) return;
    this.#at++;
    this.set(this.#at === this.#history.length ? this.#draft : this.#history[this.#at]);
  }

  /** Looks further back for what is searched; again, or from the newest when the search has changed. */
  search(text, again = false) {
    const from = again ? this.#at - 1 : this.#history.length - 1;
    this.searching = text;
    for (let i = Math.min(from, this.#history.length - 1); i >= 0 && text; i--) {
      if (this.#history[i].includes(text)) {
        this.#at = i;
        this.set(this.#history[i]);
        return;
      }
    }
  }
}

function read() {
  try {
    const lines = JSON.parse(sessionStorage.getItem(storage) ?? '[]');
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}
