// Watches a table from inside its page: when it has rows, how long frames take, and what comes of a scroll, a filter or a sort.
(() => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: 'longtask', buffered: true });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rows = () => Number(document.querySelector('tbody[data-rows]')?.dataset.rows ?? 0);
  const scroller = () => document.querySelector('.table-scroll');
  const until = async (holds, limit = 120_000) => {
    const start = performance.now();
    while (!holds()) {
      if (performance.now() - start > limit) throw new Error(`not in time: ${holds}`);
      await frame();
    }
    return performance.now() - start;
  };

  /** Whether the rows that are there fill what is in sight. */
  const filled = () => {
    const there = document.querySelectorAll('tr[data-row]');
    const box = scroller().getBoundingClientRect();
    const head = document.querySelector('thead th').getBoundingClientRect().bottom;
    const { rows: all, last } = document.querySelector('tbody').dataset;
    return there.length > 0 && there[0].getBoundingClientRect().top <= head + 1 && (last === all || there[there.length - 1].getBoundingClientRect().bottom >= box.bottom);
  };
  const count = () => document.querySelector('.table-count')?.textContent ?? '';
  const names = () => [...document.querySelectorAll('tr[data-row] a')].slice(0, 20).map((name) => name.textContent).join();
  window.probe = {
    tasks: () => tasks.splice(0),
    opened: async (least) => {
      const first = await until(() => document.querySelector('tr[data-row]')).then(() => performance.now());
      const all = await until(() => rows() >= least).then(() => performance.now());
      return [first, all];
    },
    /** Frames of a fast scroll: how long each took, and in how many a place had no row yet. */
    scroll: async (frames, pixels) => {
      const gaps = [];
      let [last, blank] = [performance.now(), 0];
      for (let i = 0; i < frames; i++) {
        scroller().scrollTop += pixels;
        await frame();
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        if (!filled()) blank++;
      }
      await until(filled);
      return [blank, performance.now() - last, ...gaps];
    },
    /** Frames of a page that is only looked at: how long each took. */
    frames: async (milliseconds) => {
      const gaps = [];
      for (let [start, last] = [performance.now(), performance.now()]; last - start < milliseconds;) {
        await frame();
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      return gaps;
    },
    jump: async (part) => {
      scroller().scrollTop = scroller().scrollHeight * part;
      await frame();
      return until(filled);
    },
    /** The count is "3 of 30,000" where a filter is on; pods come and go all the while, so its number says nothing. */
    filter: (text) => {
      const box = document.querySelector('[data-filter]');
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      return until(() => (new URLSearchParams(location.search).get('q') ?? '') === text && count().includes(' of ') === (text !== ''));
    },
    sort: (column) => {
      const before = names();
      document.querySelector(`th[data-column="${column}"] button`).click();
      return until(() => document.querySelector('[aria-sort]')?.dataset.column === column && names() !== before);
    },
    rowsInPage: () => document.querySelectorAll('tr[data-row]').length,
    lacking: () => [...document.querySelectorAll('.table-strip li b')].map((name) => name.textContent),
  };
})();
