// What this browser keeps for whoever is signed in. Storage may be full, shut, or written by anybody: nothing depends on it.
// A message of a page's has 64 KB at most, and one that is longer ends its connection: so it is measured as it is sent.
const longest = 48_000;
const fits = (text) => new TextEncoder().encode(JSON.stringify(text)).length <= longest;

export function recall(name) {
  try {
    const text = localStorage.getItem(`sallyport-${name}`) ?? '';
    return fits(text) ? text : '';
  } catch {
    return '';
  }
}

export function keep(name, text) {
  try {
    if (fits(text)) localStorage.setItem(`sallyport-${name}`, text);
  } catch {
    // It is a convenience, and goes without.
  }
}
