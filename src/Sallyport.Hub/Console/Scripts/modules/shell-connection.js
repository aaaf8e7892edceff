// One shell's connection to the hub. When it is lost it comes back, and neither side misses or repeats a byte: what was
// typed is kept until the hub has it, and what was written is asked for from the last byte that came.
const text = 0, size = 1, confirm = 2, leave = 3;
const headLength = 9;
const pieceLength = 16 * 1024;
const mostAhead = 128 * 1024;
const mostAway = 30_000;
const mostSilent = 12_000;
const confirmEvery = 32 * 1024;
const lostCode = 4000;

function head(kind, position, more = 0) {
  const message = new Uint8Array(headLength + more);
  const view = new DataView(message.buffer);
  view.setUint8(0, kind);
  view.setBigInt64(1, BigInt(position));
  return message;
}

export class ShellConnection {
  /**
   * @param {{size: () => {cols: number, rows: number}, write: (bytes: Uint8Array, done: () => void) => void,
   *   connected: () => void, lost: (left: number) => void, ended: (end: {ended: string, words: string} | null) => void}} page
   */
  constructor(page) {
    this.page = page;
    this.pieces = [];
    this.typed = this.sent = this.confirmed = 0;
    this.received = this.shown = this.told = 0;
    this.over = false;
    this.until = 0;
  }

  /** Whether the hub hears: a socket that the hub has closed may not have told so yet. */
  get connected() {
    return this.ready && this.socket.readyState === WebSocket.OPEN;
  }

  /** Whether what is being shown was shown before, on another page. */
  get repeats() {
    return this.shown < this.until;
  }

  /** Takes a ticket for a new shell, or for one that another page let go of. */
  open(ticket) {
    this.connect({ ticket, from: 0 });
  }

  /** Types bytes; what the hub does not take yet waits here. */
  type(bytes) {
    if (this.over) return;
    for (let at = 0; at < bytes.length; at += pieceLength) {
      const piece = bytes.subarray(at, at + pieceLength);
      const message = head(text, this.typed, piece.length);
      message.set(piece, headLength);
      this.pieces.push({ at: this.typed, end: this.typed + piece.length, message });
      this.typed += piece.length;
    }
    this.push();
  }

  resize({ cols, rows }) {
    if (!this.connected) return;
    const message = new Uint8Array(5);
    const view = new DataView(message.buffer);
    view.setUint8(0, size);
    view.setUint16(1, cols);
    view.setUint16(3, rows);
    this.socket.send(message);
  }

  /** Ends the shell: nobody comes back to it. */
  leave() {
    if (this.over) return;
    this.over = true;
    this.stopTimers();
    if (this.connected) this.socket.send(new Uint8Array([leave]));
    this.socket?.close();
  }

  /** Lets go of the shell without ending it: another page takes it over. */
  letGo() {
    if (this.over) return;
    this.over = true;
    this.ready = false;
    this.stopTimers();
    this.socket?.close(lostCode);
  }

  connect(hello) {
    const socket = new WebSocket(new URL('/console/shell', location.href));
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.ready = false;
    socket.onopen = () => {
      const { cols, rows } = this.page.size();
      socket.send(JSON.stringify({ ...hello, columns: cols, rows }));
    };
    socket.onmessage = (event) => {
      if (socket !== this.socket || this.over) return;
      this.heard = performance.now();
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data));
      else this.take(new Uint8Array(event.data));
    };
    socket.onclose = () => {
      if (socket === this.socket) this.lose();
    };
    this.heard = performance.now();
    this.watch ??= setInterval(() => {
      if (!this.lostAt && performance.now() - this.heard > mostSilent) {
        this.socket.close(lostCode);
        this.lose();
      }
    }, 1000);
  }

  hear(message) {
    if (message.ended) {
      this.end(message);
      return;
    }
    if (!this.shell) {
      this.received = this.shown = this.told = message.from;
      this.until = message.until;
      if (message.typed) this.typed = this.confirmed = message.typed;
    }
    ({ shell: this.shell, secret: this.secret } = message);
    this.pieces = this.pieces.filter((piece) => piece.end > message.typed);
    this.sent = message.typed;
    this.ready = true;
    this.lostAt = undefined;
    clearInterval(this.counting);
    this.page.connected();
    this.resize(this.page.size());
    this.push();
  }

  take(message) {
    const position = Number(new DataView(message.buffer).getBigInt64(1));
    if (message[0] === confirm) {
      this.confirmed = Math.max(this.confirmed, position);
      this.push();
      return;
    }
    const bytes = message.subarray(headLength + this.received - position);
    this.received += bytes.length;
    this.page.write(bytes, () => {
      this.shown += bytes.length;
      if (this.shown - this.told >= confirmEvery) this.tell();
      else this.telling ??= setTimeout(() => this.tell(), 100);
    });
  }

  /** Tells the hub how much has been shown, so that it lets go of it and sends more. */
  tell() {
    clearTimeout(this.telling);
    this.telling = undefined;
    if (!this.connected || this.over) return;
    this.told = this.shown;
    this.socket.send(head(confirm, this.shown));
  }

  push() {
    if (!this.connected) return;
    for (const piece of this.pieces) {
      if (piece.end - this.confirmed > mostAhead) break;
      if (piece.at < this.sent) continue;
      this.socket.send(piece.message);
      this.sent = piece.end;
    }
    while (this.pieces.length && this.pieces[0].end <= this.confirmed) this.pieces.shift();
  }

  lose() {
    if (this.over) return;
    this.ready = false;
    if (!this.shell) {
      this.end(null);
      return;
    }
    if (!this.lostAt) {
      this.lostAt = performance.now();
      this.attempts = 0;
      this.count();
      this.counting = setInterval(() => this.count(), 1000);
    }
    if (this.over) return;
    clearTimeout(this.again);
    this.again = setTimeout(
      () => this.connect({ shell: this.shell, secret: this.secret, from: this.received }),
      Math.min(2000, 250 * 2 ** this.attempts++),
    );
  }

  count() {
    const left = mostAway - (performance.now() - this.lostAt);
    if (left <= 0) this.end(null);
    else this.page.lost(Math.ceil(left / 1000));
  }

  end(message) {
    if (this.over) return;
    this.over = true;
    this.stopTimers();
    this.socket?.close();
    this.page.ended(message);
  }

  stopTimers() {
    clearInterval(this.watch);
    clearInterval(this.counting);
    clearTimeout(this.again);
    clearTimeout(this.telling);
  }
}
