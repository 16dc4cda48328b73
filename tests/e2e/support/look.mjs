// What a person would see at once on a page: text too faint to read, text that runs out of the
// page, words that were never translated. Runs inside the page.

/** Texts whose contrast is below WCAG 2.1 AA (1.4.3), as 'ratio text', at most a few. */
export function faintTexts() {
  const rgba = (text) => {
    const parts = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return { r: parts[0], g: parts[1], b: parts[2], a: parts[3] ?? 1 };
  };
  const over = (front, back) => ({
    r: front.r * front.a + back.r * (1 - front.a),
    g: front.g * front.a + back.g * (1 - front.a),
    b: front.b * front.a + back.b * (1 - front.a),
    a: 1,
  });
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  // Undefined where a picture lies behind: nobody can compute that.
  const groundOf = (element) => {
    const layers = [];
    for (let each = element; each !== null; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== 'none' || each.matches('.curtain, .player')) return undefined;
      const color = rgba(style.backgroundColor);
      if (color.a > 0) layers.push(color);
      if (color.a === 1) break;
    }
    return layers.reverse().reduce((back, front) => over(front, back), { r: 255, g: 255, b: 255 });
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (text === '' || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest('[disabled], [aria-disabled="true"], [aria-hidden="true"], .skip')) {
      continue;
    }
    const ground = groundOf(element);
    if (ground === undefined) continue;
    const style = getComputedStyle(element);
    const [front, back] = [luminance(over(rgba(style.color), ground)), luminance(ground)];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5) - 0.005) {
      found.set(`${style.color} on ${JSON.stringify(ground)}`, `${ratio.toFixed(2)} ${text}`);
    }
  }
  return [...found.values()].slice(0, 8);
}

/** Elements that stick out of the page or of their cell, and the page's own sideways scrolling. */
export function overflowing() {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('main *, .side *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && element.checkVisibility();
  });
  const spilling = [...document.querySelectorAll('td, th')].filter((cell) => {
    const { overflowX } = getComputedStyle(cell);
    return overflowX === 'visible' && cell.scrollWidth > cell.clientWidth + 1;
  });
  out.push(...spilling);
  const names = out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
  const scrolls = document.documentElement.scrollWidth > width + 1;
  return scrolls ? [...names, 'the page scrolls sideways'] : names;
}

/** Keys of words that stand on the page as they are, such as `list.search`. */
export function untranslated() {
  const key = /^[a-z]+[A-Za-z]*(\.[a-zA-Z_]+)+$/;
  const file = /\.(mp4|avi|ts|wav|jpg|pdf|csv|png|json|bin|vkey)$/;
  const texts = document.body.innerText.split(/[\n\t]/).map((text) => text.trim());
  const named = (text) => /^[a-z]+\.[a-z]+$/.test(text); // sign-in names: zhang.wei
  return texts.filter((text) => key.test(text) && !file.test(text) && !named(text)).slice(0, 5);
}
