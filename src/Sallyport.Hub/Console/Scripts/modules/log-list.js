// A long list of lines. They stand in blocks, and only the blocks near what is in sight are drawn, so that neither their
// number nor how fast they come matters. What a line says reaches the page as text alone.
const blockLength = 100;
const lineHeight = 18;
const sourceColours = 7;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });

export class LogList {
  constructor(element, capacity, changed) {
    Object.assign(this, { element, capacity, changed });
    this.lines = [];
    this.blocks = [];
    this.open = new Set();
    this.levels = new Map();
    this.least = 0;
    this.following = true;
    this.dropped = 0;
    this.sight = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => this.see(target.block, isIntersecting)), { root: element, rootMargin: '600px' });
    element.addEventListener('scroll', () => {
      this.following = element.scrollHeight - element.scrollTop - element.clientHeight < lineHeight * 2;
      this.changed();
    });
  }

  add(batch) {
    for (const line of batch) {
      // A stack's lines belong to what they follow.
      line.level = line.l || (/^\s/.test(line.x) ? this.levels.get(line.s) ?? 0 : 0);
      this.levels.set(line.s, line.level);
      this.put(this.lines, line);
      if (this.fits(line)) this.show(line);
    }
    this.drop();
    this.stick();
    this.changed(batch.length);
  }

  fits(line) {
    return line.level >= this.least;
  }

  /** Puts a line where it belongs; nearly always that is the end. */
  put(lines, line) {
    let at = lines.length;
    if (at && lines[at - 1].o > line.o) {
      let low = 0;
      while (low < at) {
        const middle = (low + at) >> 1;
        if (lines[middle].o <= line.o) low = middle + 1;
        else at = middle;
      }
    }
    if (at === lines.length) lines.push(line);
    else lines.splice(at, 0, line);
    return at;
  }

  show(line) {
    let block = this.blocks.at(-1);
    if (block && block.lines.at(-1).o > line.o) {
      block = this.blocks.find((other) => other.lines.at(-1).o >= line.o);
    } else if (!block || block.lines.length >= blockLength) {
      block = this.block();
    }
    const at = this.put(block.lines, line);
    if (block.drawn) block.element.insertBefore(this.draw(line), block.element.children[at] ?? null);
    else block.element.style.height = `${block.lines.length * lineHeight}px`;
  }

  block() {
    const block = { lines: [], drawn: false, element: document.createElement('div') };
    block.element.block = block;
    this.element.append(block.element);
    this.blocks.push(block);
    this.sight.observe(block.element);
    return block;
  }

  see(block, visible) {
    if (visible === block.drawn) return;
    if (visible) this.redraw(block);
    else {
      block.element.style.height = `${block.element.offsetHeight}px`;
      block.element.replaceChildren();
      block.drawn = false;
    }
  }

  redraw(block) {
    block.drawn = true;
    block.element.style.height = '';
    block.element.replaceChildren(...block.lines.map((line) => this.draw(line)));
    this.stick();
  }

  draw(line) {
    const row = document.createElement('div');
    row.className = `line level-${line.level} source-${line.s % sourceColours}`;
    row.line = line;
    if (line === this.at) row.classList.add('at');
    const source = row.appendChild(document.createElement('b'));
    source.textContent = source.title = line.p;
    const time = row.appendChild(document.createElement('time'));
    time.textContent = clock.format(line.t);
    time.title = new Date(line.t).toISOString();
    if (line.j) row.append(this.fold(line, row));
    const text = row.appendChild(document.createElement('span'));
    if (line.j && this.open.has(line.n)) text.appendChild(document.createElement('pre')).append(...this.marked(unfolded(line.x)));
    else this.write(text, line);
    return row;
  }

  fold(line, row) {
    const open = this.open.has(line.n);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.textContent = open ? '▾' : '▸';
    button.setAttribute('aria-label', 'JSON');
    button.setAttribute('aria-expanded', String(open));
    button.addEventListener('click', () => {
      if (open) this.open.delete(line.n);
      else this.open.add(line.n);
      row.replaceWith(this.draw(line));
    });
    return button;
  }

  write(text, line) {
    let from = 0;
    for (const [start, length, colour, , more] of line.c ?? []) {
      text.append(...this.marked(line.x.slice(from, start)));
      const stretch = text.appendChild(document.createElement('i'));
      stretch.className = [colour >= 0 ? `fg-${colour}` : '', more & 1 ? 'bold' : '', more & 4 ? 'underlined' : ''].join(' ').trim();
      stretch.append(...this.marked(line.x.slice(start, start + length)));
      from = start + length;
    }
    text.append(...this.marked(line.x.slice(from)));
  }

  marked(text) {
    if (!this.sought) return [text];
    const parts = [];
    let from = 0;
    for (const found of text.matchAll(this.sought)) {
      const mark = document.createElement('mark');
      mark.textContent = found[0];
      parts.push(text.slice(from, found.index), mark);
      from = found.index + found[0].length;
    }
    return [...parts, text.slice(from)];
  }

  /** Lets the oldest go, a block at a time. */
  drop() {
    while (this.lines.length > this.capacity) {
      const first = this.blocks[0];
      const until = first ? first.lines.at(-1).o : Infinity;
      let count = this.lines.findIndex((line) => line.o > until);
      if (count <= 0) count = this.lines.length - this.capacity;
      this.dropped += count;
      this.lines.splice(0, count).forEach((line) => this.open.delete(line.n));
      if (first) this.take(first);
    }
  }

  take(block) {
    this.sight.unobserve(block.element);
    block.element.remove();
    this.blocks.splice(this.blocks.indexOf(block), 1);
  }

  rebuild(keep = () => true) {
    this.lines = this.lines.filter(keep);
    [...this.blocks].forEach((block) => this.take(block));
    this.lines.filter((line) => this.fits(line)).forEach((line) => this.show(line));
    this.stick();
    this.changed();
  }

  clear() {
    this.lines = [];
    this.open.clear();
    this.dropped = 0;
    this.following = true;
    this.rebuild();
  }

  stick() {
    if (this.following) this.element.scrollTop = this.element.scrollHeight;
  }

  toEnd() {
    this.following = true;
    this.stick();
  }

  seek(words) {
    this.sought = words ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi') : undefined;
    this.at = undefined;
    this.blocks.filter((block) => block.drawn).forEach((block) => this.redraw(block));
  }

  /** The lines that have what is sought. */
  found() {
    if (!this.sought) return [];
    return this.blocks.flatMap((block) => block.lines).filter((line) => line.x.search(this.sought) >= 0);
  }

  /** Goes to the next line that has it, or the one before. */
  jump(step) {
    const found = this.found();
    if (!found.length) return;
    const now = found.indexOf(this.at);
    this.at = found[now < 0 ? (step > 0 ? 0 : found.length - 1) : (now + step + found.length) % found.length];
    const block = this.blocks.find((other) => other.lines.includes(this.at));
    this.redraw(block);
    this.element.querySelectorAll('.at').forEach((row) => row.classList.toggle('at', row.line === this.at));
    this.following = false;
    [...block.element.children].find((row) => row.line === this.at).scrollIntoView({ block: 'center' });
    this.changed();
  }

  dispose() {
    this.sight.disconnect();
    this.element.replaceChildren();
  }
}

function unfolded(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
