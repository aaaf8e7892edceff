// <sp-graph>: a drawn line whose figures one can point at, or go through with the arrow keys.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const width = 240;

class Graph extends HTMLElement {
  connectedCallback() {
    if (this.known) return;
    this.known = true;
    this.addEventListener('pointermove', (event) => {
      const box = this.getBoundingClientRect();
      this.near(((event.clientX - box.left) / box.width) * width);
    });
    this.addEventListener('pointerleave', () => this.show(-1));
    this.addEventListener('blur', () => this.show(-1));
    this.addEventListener('keydown', (event) => this.key(event));
  }

  get points() {
    return JSON.parse(this.dataset.points ?? '[]');
  }

  near(x) {
    const distances = this.points.map(([at]) => Math.abs(at - x));
    this.show(distances.indexOf(Math.min(...distances)));
  }

  key(event) {
    const last = this.points.length - 1;
    const at = this.at ?? -1;
    const to = { ArrowLeft: at < 0 ? last : Math.max(0, at - 1), ArrowRight: at < 0 ? last : Math.min(last, at + 1), Home: 0, End: last, Escape: -1 }[event.key];
    if (to === undefined || (event.key === 'Escape' && at < 0)) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(to);
  }

  show(index) {
    const point = this.points[index];
    this.at = point ? index : -1;
    const mark = this.querySelector('.graph-at');
    for (const end of ['x1', 'x2']) mark.setAttribute(end, point ? point[0] : -9);
    const said = this.querySelector('output');
    said.textContent = point ? `${clock.format(point[1])} · ${point[2]}` : '';
    said.toggleAttribute('data-right', Boolean(point) && point[0] < width / 2);
  }
}

customElements.define('sp-graph', Graph);
