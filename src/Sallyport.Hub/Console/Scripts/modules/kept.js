// What this browser keeps for whoever is signed in. Storage may be full, shut, or written by anybody: nothing depends on it.
const longest = 60_000;

export function recall(name) {
  try {
    const text = localStorage.getItem(`sallyport-${name}`) ?? '';
    return text.length <= longest ? text : '';
  } catch {
    return '';
  }
}

export function keep(name, text) {
  try {
    if (text.length <= longest) localStorage.setItem(`sallyport-${name}`, text);
  } catch {
    // It is a convenience, and goes without.
  }
}
