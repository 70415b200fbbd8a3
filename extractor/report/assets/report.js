"use strict";
(() => {
  const { evidence, blocks } = JSON.parse(document.getElementById("data").textContent);
  const body = document.body;
  const find = (id) => document.getElementById(id);
  const page = find("page"), clean = find("clean"), left = find("left"), right = find("entries");
  const why = find("why"), hint = why.firstElementChild, search = find("search"), found = find("found");
  const narrow = matchMedia("(max-width: 60rem)");
  const marked = [...page.querySelectorAll("[data-b]")];
  let at = null, entryAt = null;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const visible = (node) =>
    node.checkVisibility() && !node.closest("details:not([open]) > :not(summary)");
  const reveal = (node, block) => {
    if (!node) return;
    const { top, height } = node.getBoundingClientRect();
    const behavior = Math.abs(top) > 3 * innerHeight ? "instant" : "auto";
    node.scrollIntoView({ block: height > innerHeight / 2 ? "start" : block, behavior });
  };
  const kindOf = (node) => node.dataset.k.replaceAll("_", " ");

  // ------------------------------------------------------------ why a text has its kind

  const explain = (node) => {
    if (!node) { why.replaceChildren(hint); return; }
    const [reason, confidence] = blocks[node.dataset.b];
    const kind = element("span", "kind", kindOf(node));
    kind.dataset.kind = node.dataset.k;
    const entry = node.closest("[data-e]");
    why.replaceChildren(
      kind, element("span", "number", confidence.toFixed(2)),
      ...(entry ? [element("span", "number", `entry ${entry.dataset.e}`)] : []),
      element("span", "evidence", evidence[reason]));
  };
  page.addEventListener("pointerover", (event) => {
    const node = event.target.closest("[data-b]");
    if (node) explain(node);
  });
  page.addEventListener("pointerleave", () => explain(at));
  page.addEventListener("focusin", (event) => {
    const node = event.target.closest("[data-b]");
    if (node) settle(node);
  });

  const settle = (node) => {
    if (at) at.classList.remove("at");
    at = node;
    if (node) node.classList.add("at");
    explain(node);
    document.dispatchEvent(new CustomEvent("settle", { detail: node }));
  };

  // ------------------------------------------------------------ panes and views

  const press = (name, value) => {
    for (const button of document.querySelectorAll(`[data-${name}-to]`))
      button.setAttribute("aria-pressed", String(button.getAttribute(`data-${name}-to`) === value));
    body.setAttribute(`data-${name}`, value);
  };
  const show = (view) => {
    press("view", view);
    page.hidden = view !== "page";
    clean.hidden = view !== "clean";
    seek();
  };
  for (const button of document.querySelectorAll("[data-view-to]"))
    button.addEventListener("click", () => show(button.dataset.viewTo));
  for (const button of document.querySelectorAll("[data-pane-to]"))
    button.addEventListener("click", () => press("pane", button.dataset.paneTo));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let theme = dark.matches ? "dark" : "light";
  find("theme").addEventListener("click", () => {
    theme = theme === "dark" ? "light" : "dark";
    document.documentElement.style.colorScheme = theme;
  });

  // ------------------------------------------------------------ filters by kind

  const chips = [...document.querySelectorAll(".chip[data-kind]")];
  const filter = () => {
    const off = chips.filter((chip) => chip.getAttribute("aria-pressed") === "false");
    body.dataset.off = off.map((chip) => chip.dataset.kind).join(" ");
    if (at && !visible(at)) settle(null);
    seek();
  };
  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") === "false"));
      filter();
    });
  find("all").addEventListener("click", () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "true");
    filter();
  });

  // ------------------------------------------------------------ entries, there and back

  const enter = (number) => {
    for (const node of document.querySelectorAll("[data-e].on, .card.on")) node.classList.remove("on");
    entryAt = number;
    for (const node of page.querySelectorAll(`[data-e="${number}"]`)) node.classList.add("on");
    find(`entry-${number}`)?.classList.add("on");
  };
  const toPage = (number) => {
    if (page.hidden) show("page");
    if (narrow.matches) press("pane", "page");
    enter(number);
    // Entries that share one text, such as records in a listing, have no outline each.
    const first = find(`entry-${number}`).dataset.first;
    const outlined = page.querySelector(`[data-e="${number}"]`);
    const place = outlined ?? page.querySelector(`[data-b="${first}"]`);
    if (!outlined && place) settle(place);
    reveal(place, "center");
  };
  const toCard = (number) => {
    if (narrow.matches) press("pane", "entries");
    enter(number);
    const card = find(`entry-${number}`);
    reveal(card, "nearest");
    card.querySelector(".goto").focus({ preventScroll: true });
  };
  right.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    const control = "a, summary, details p, form, button:not(.goto)";
    if (card && !event.target.closest(control) && !getSelection().toString())
      toPage(card.dataset.entry);
  });
  page.addEventListener("click", (event) => {
    const node = event.target.closest("[data-b]");
    if (node) settle(node);
    const entry = event.target.closest("[data-e]");
    if (entry && !getSelection().toString()) toCard(entry.dataset.e);
  });

  // ------------------------------------------------------------ search

  let hits = [], hit = -1, waiting = 0;
  const seek = () => {
    const words = search.value.trim().toLocaleLowerCase();
    hits = [];
    hit = -1;
    if (words.length > 1) {
      for (const root of [page.hidden ? clean : page, right]) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.data.toLocaleLowerCase();
          for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, Math.min(node.length, from + words.length));
            hits.push(range);
          }
        }
      }
      hits = hits.filter((range) => visible(range.startContainer.parentElement));
    }
    found.value = words.length > 1 ? `${hits.length}` : "";
    paint();
  };
  const paint = () => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.set("found", new Highlight(...hits));
    CSS.highlights.set("current", new Highlight(...(hits[hit] ? [hits[hit]] : [])));
  };
  const step = (by) => {
    if (!hits.length) return;
    hit = (hit + by + hits.length) % hits.length;
    found.value = `${hit + 1}/${hits.length}`;
    paint();
    reveal(hits[hit].startContainer.parentElement, "center");
  };
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(seek, 120); });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") { search.value = ""; seek(); left.focus(); }
  });

  // ------------------------------------------------------------ keyboard

  const move = (by) => {
    if (page.hidden) show("page");
    let place = at ? marked.indexOf(at) : by > 0 ? -1 : marked.length;
    do place += by; while (marked[place] && !visible(marked[place]));
    const node = marked[place];
    if (!node) return;
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    reveal(node, "nearest");
  };
  const moveEntry = (by) => {
    const cards = [...right.querySelectorAll(".card[data-first]")];
    if (!cards.length) return;
    const place = cards.findIndex((card) => card.dataset.entry === entryAt);
    const next = cards[place < 0 ? (by > 0 ? 0 : cards.length - 1) : place + by];
    if (!next) return;
    toPage(next.dataset.entry);
    reveal(next, "nearest");
  };
  const keys = {
    j: () => move(1), k: () => move(-1), n: () => moveEntry(1), p: () => moveEntry(-1),
    "/": () => search.focus(), c: () => show(page.hidden ? "page" : "clean"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, select")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const entry = event.target.closest?.("#page [data-e]");
    if (event.key === "Enter" && entry) { toCard(entry.dataset.e); event.preventDefault(); }
    else if (Object.hasOwn(keys, event.key)) { keys[event.key](); event.preventDefault(); }
  });
})();
