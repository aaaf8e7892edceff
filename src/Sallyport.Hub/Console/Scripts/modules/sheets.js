// What a library writes into <style> elements goes into constructed sheets instead.
export function documentWithSheets(real) {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') {
        return (tag, options) => (tag === 'style' ? styleElement(target) : target.createElement(tag, options));
      }
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function styleElement(target) {
  // Not a <style>: even an empty one is held against the page's policy.
  const element = target.createElement('template');
  const sheet = new CSSStyleSheet();
  target.adoptedStyleSheets.push(sheet);
  const remove = element.remove.bind(element);
  let text = '';
  Object.defineProperty(element, 'textContent', {
    get: () => text,
    set(value) {
      text = value;
      sheet.replaceSync(value);
    },
  });
  element.remove = () => {
    target.adoptedStyleSheets = target.adoptedStyleSheets.filter((other) => other !== sheet);
    remove();
  };
  return element;
}
