// A lost connection: say so, try again, and load the page anew when the hub no longer knows it.
const note = document.getElementById('components-reconnect-modal');

async function again() {
  try {
    if (!(await Blazor.reconnect())) location.reload();
  } catch {
    // Still not there: the note says so.
  }
}

note?.addEventListener('components-reconnect-state-changed', (event) => {
  if (event.detail.state === 'rejected') location.reload();
});
note?.querySelector('[data-reconnect]')?.addEventListener('click', again);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && note?.classList.contains('components-reconnect-failed')) again();
});
