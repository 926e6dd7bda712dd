// Filters, keys, copying and printing. Reading needs none of it: places and findings are plain links.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Which finding is looked at: its boxes stand out, and the pages follow.
  let active = null;
  const activate = (finding, follow) => {
    for (const old of all(".active")) old.classList.remove("active");
    active = finding;
    if (!finding) return;
    finding.classList.add("active");
    const fold = finding.closest("details");
    if (fold) fold.open = true;
    const boxes = all(`svg a[data-f="${finding.id.slice(1)}"]`);
    for (const box of boxes) box.classList.add("active");
    const pages = one(".pages");
    if (follow && boxes.length && pages && pages.scrollHeight > pages.clientHeight + 1) {
      const box = boxes[0].getBoundingClientRect();
      const frame = pages.getBoundingClientRect();
      pages.scrollTop += box.top - frame.top - frame.height / 3;
      pages.scrollLeft += box.left - frame.left - 24;
    }
  };
  const arrive = () => {
    const [, number, place] = /^#f(\d+)(p\d+)?$/.exec(location.hash) || [];
    const finding = number && document.getElementById(`f${number}`);
    if (!finding) return;
    if (finding.hidden) clear();
    activate(finding, !place);
    // The browser scrolled before a fold was opened.
    if (!place) finding.scrollIntoView({ block: "nearest" });
  };

  // Filters. What can be operated in a finding is no part of what it says.
  const said = (finding) => [...finding.children].filter((part) => part.tagName !== "DETAILS").map((part) => part.textContent).join(" ");
  const form = () => one("#filters");
  const filter = () => {
    const data = new FormData(form());
    const verdicts = data.getAll("v");
    const [asked, party] = [data.get("r") || "", data.get("p") || ""];
    const words = (data.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    const narrowed = Boolean(asked || party || words.length);
    let shown = 0;
    const findings = all(".finding");
    for (const finding of findings) {
      const set = finding.dataset;
      const text = words.length ? said(finding).toLowerCase() : "";
      const fits = verdicts.includes(set.v) && (!asked || (set.r || "").split(" ").includes(asked)) && (!party || set.p === party) && words.every((word) => text.includes(word));
      finding.hidden = !fits;
      shown += fits;
    }
    for (const fold of all(".folded")) {
      const some = all(".finding:not([hidden])", fold).length > 0;
      fold.hidden = !some;
      if (some && narrowed) fold.open = true;
    }
    one("#none").hidden = shown > 0;
    one("#count").textContent = `${shown} / ${findings.length}`;
  };
  const clear = () => {
    form().reset();
    filter();
  };

  // Copying, also where a browser gives a local file no clipboard.
  const plain = (list) =>
    all("li", list)
      .map((item, at) => `${at + 1}. ${all("p", item).map((line) => line.textContent.trim().replace(/\s+/g, " ")).join("\n   ")}`)
      .join("\n");
  const copy = async (button) => {
    const text = plain(document.getElementById(button.dataset.copy));
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "✓";
    setTimeout(() => (button.textContent = label), 1200);
  };
  const print = (button) => {
    const section = one(`[aria-labelledby="${button.dataset.print}"]`);
    if (section) {
      document.body.classList.add("only");
      section.classList.add("chosen");
    }
    window.print();
    document.body.classList.remove("only");
    if (section) section.classList.remove("chosen");
  };

  // Dark and light: the style's own rule, asked for another condition.
  const darkness = () => [...document.styleSheets[0].cssRules].find((rule) => rule.media && rule.media.mediaText.includes("dark"));
  const theme = () => {
    const rule = darkness();
    const dark = matchMedia(rule.media.mediaText).matches;
    rule.media.mediaText = dark ? "not all and (prefers-color-scheme: dark)" : "screen, not all and (prefers-color-scheme: dark)";
    root.style.colorScheme = dark ? "light" : "dark";
  };

  const zoom = () => {
    const button = one("#zoom");
    if (!button) return;
    const large = one(".pages").classList.toggle("large");
    button.setAttribute("aria-pressed", String(large));
    activate(active, true);
  };
  const step = (by) => {
    const list = all(".finding:not([hidden])").filter((finding) => finding === active || !finding.closest("details:not([open])"));
    if (!list.length) return;
    const at = list.indexOf(active);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    activate(next, true);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const visit = () => {
    if (!active) return;
    const link = one("th a", active);
    if (link) return link.click();
    const place = /^#f\d+p/.test(location.hash) ? `#${active.id}` : one(".places a", active)?.getAttribute("href");
    if (place) location.hash = place;
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    v: visit,
    z: zoom,
    "/": () => one('input[type="search"]')?.focus(),
    "?": () => one("#keys").showModal(),
    Escape: () => form() && clear(),
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (form()) {
      form().addEventListener("input", filter);
      form().addEventListener("reset", () => setTimeout(filter));
      form().addEventListener("submit", (event) => event.preventDefault());
      filter();
    }
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.copy) copy(button);
      else if ("print" in button.dataset) print(button);
      else if (button.id === "theme") theme();
      else if (button.id === "zoom") zoom();
      else if (button.id === "help") one("#keys").showModal();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input[type=search], select, textarea");
      if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || (typing && event.key !== "Escape")) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      if (typing) event.target.blur();
      act();
    });
    window.addEventListener("hashchange", arrive);
    arrive();
  });
})();
