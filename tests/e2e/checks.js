// What can be said of any page without knowing it: names, one h1, captions, unique ids, nothing cut, enough contrast.
() => {
  const found = [];
  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest("[aria-hidden=true]");
  const words = (element) => (element.innerText || element.textContent || "").trim();
  const said = (element) => `<${element.localName} class="${element.className}"> ${words(element).slice(0, 40)}`;
  const byId = (ids) => (ids || "").split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(words).join(" ");
  const nameOf = (element) =>
    element.getAttribute("aria-label") ||
    byId(element.getAttribute("aria-labelledby")) ||
    [...(element.labels || [])].map(words).join(" ") ||
    element.getAttribute("title") ||
    words(element) ||
    element.getAttribute("alt");

  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=grid], [role=treegrid], [role=dialog], nav, [role=region]")) {
    if (visible(element) && !nameOf(element)) found.push(`no name: ${said(element)}`);
  }
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")) {
    for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls"]) {
      for (const id of (element.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) found.push(`${attribute} leads nowhere: ${id}`);
      }
    }
  }
  const heads = [...document.querySelectorAll("h1")].filter(visible);
  if (heads.length !== 1) found.push(`${heads.length} visible h1`);
  if (!document.querySelector("main#isi")) found.push("no main#isi for the skip link");
  if (!document.title.includes("Harsat")) found.push(`title: ${document.title}`);
  if (document.documentElement.lang !== "id") found.push("no language");
  for (const table of document.querySelectorAll("table")) {
    const inCard = table.closest(".popover, .specimen, .sample, .panel, dialog, .sheet");
    if (visible(table) && !inCard && !table.caption && !table.getAttribute("aria-label")) found.push(`no caption: ${said(table)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`id twice: ${id}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`page is ${scrollWidth - clientWidth} px too wide`);

  const parse = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) || []).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a),
    g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a),
    a: 1,
  });
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a > 0) layers.push(colour);
      if (colour.a === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    if (!own || !visible(element) || element.closest(":disabled, [aria-disabled=true], .visually-hidden, .skip, svg")) continue;
    const style = getComputedStyle(element);
    const back = ground(element);
    const front = over(parse(style.color), back);
    const [low, high] = [light(front), light(back)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    const key = `${style.color} on ${JSON.stringify(back)}`;
    if (ratio < (large ? 3 : 4.5) && !seen.has(key)) {
      seen.add(key);
      found.push(`contrast ${ratio.toFixed(2)}: ${said(element)}`);
    }
  }
  return found;
};
