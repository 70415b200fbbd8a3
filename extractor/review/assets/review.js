"use strict";
(() => {
  const sent = JSON.parse(document.getElementById("reviewed").textContent);
  const find = (id) => document.getElementById(id);
  const page = find("page"), right = find("entries"), said = find("said"), kind = find("kind");
  const kinds = new Map(Object.entries(sent.kinds));
  const make = (name, members = {}, ...children) => {
    const made = Object.assign(document.createElement(name), members);
    made.append(...children);
    return made;
  };
  const say = (text, wrong = false) => { said.value = text; said.className = wrong ? "wrong" : ""; };

  // ------------------------------------------------------------ what is sent, and when

  let entries = [...right.querySelectorAll(".card")].map((card, place) => (
    { ...sent.entries[place], card, changed: false }));
  let waiting = 0, dirty = false, turn = Promise.resolve(true);
  const body = (complete) => JSON.stringify({
    complete,
    entries: entries.filter((entry) => entry.state !== "deleted").map(({ id, state, values, changed }) => (
      { id, state, values: changed || id === null ? values : null })),
    kinds: [...kinds].map(([block, name]) => ({ block: Number(block), kind: name })),
  });
  const post = async (complete) => {
    const kept = entries.filter((entry) => entry.state !== "deleted");
    const gone = entries.filter((entry) => entry.state === "deleted");
    const changed = kept.filter((entry) => entry.changed);
    const sending = body(complete);
    for (const entry of kept) entry.changed = false;
    dirty = false;
    say("saving …");
    try {
      const answer = await fetch(sent.save, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: sending });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.reason);
      // The page numbers its entries anew, and what is said next is about these numbers.
      kept.forEach((entry, place) => { entry.id = told.ids[place]; });
      for (const entry of gone) entry.id = null;
      const odd = told.not_printed;
      say(odd.length ? `saved; not printed on the page: ${odd.join(" · ")}` : "saved", odd.length > 0);
      return true;
    } catch (error) {
      for (const entry of changed) entry.changed = true;
      dirty = true;
      say(`not saved: ${error.message}`, true);
      return false;
    }
  };
  const save = (complete = false) => {
    clearTimeout(waiting);
    turn = turn.then(() => post(complete));
    return turn;
  };
  const soon = () => { dirty = true; clearTimeout(waiting); waiting = setTimeout(save, 500); };
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  const leave = async (address) => { if (!dirty || await save()) location.assign(address); };

  // ------------------------------------------------------------ entries

  const words = { open: "", accepted: "accepted", corrected: "corrected", added: "added", deleted: "deleted" };
  const mark = (entry) => {
    entry.card.dataset.state = entry.state;
    entry.card.querySelector(".act i").textContent = words[entry.state];
    const button = entry.card.querySelector('.act [data-act="remove"]');
    button.textContent = entry.state === "deleted" ? "Restore" : "Delete";
  };
  const show = (entry) => {
    const set = (name, text) => {
      const old = entry.card.querySelector(`.${name}`);
      if (old) old.textContent = text;
      else if (text) entry.card.querySelector("h3").after(make("p", { className: name, textContent: text }));
    };
    const { title, venue, year, authors } = entry.values;
    entry.card.querySelector("h3").textContent = title;
    set("venue", [venue, year].filter(Boolean).join(" · "));
    set("authors", authors.join(", "));
    set("translation", entry.values.title_translation ?? "");
  };
  const act = {
    accept: (entry) => { if (entry.state !== "added") entry.state = entry.state === "corrected" ? "corrected" : "accepted"; soon(); },
    edit: (entry) => form(entry),
    remove: (entry) => {
      if (entry.state === "deleted") {
        // One that was saved as deleted comes back as an entry of the reviewer's own.
        entry.state = entry.id === null ? "added" : entry.before;
      } else {
        entry.before = entry.state;
        entry.state = "deleted";
      }
      soon();
    },
  };
  const equip = (entry) => {
    const button = (name, text, key) => {
      const made = make("button", { type: "button", textContent: text, title: `${text} (${key})` });
      made.dataset.act = name;
      made.addEventListener("click", () => { act[name](entry); mark(entry); });
      return made;
    };
    entry.card.append(make("div", { className: "act" }, button("accept", "Accept", "a"),
      button("edit", "Edit", "e"), button("remove", "Delete", "d"), make("i")));
    mark(entry);
  };

  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const split = (line) => { const at = line.search(/\s/); return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at).trim()]; };
  const plain = { from: (value) => value ?? "", to: (text) => text.trim() || null };
  const list = { from: (value) => value.join("\n"), to: lines, area: true };
  const fields = [
    ["title", "Title", { ...plain, area: true }],
    ["title_translation", "Title, translated", { ...plain, area: true }],
    ["authors", "Authors, one a line", list],
    ["venue", "Venue", plain],
    ["year", "Year", { from: (value) => value ?? "", to: (text) => text.trim() ? Number(text) : null, pattern: "[0-9]{4}" }, true],
    ["date", "Date", plain, true],
    ["volume", "Volume", plain, true], ["issue", "Issue", plain, true],
    ["pages", "Pages", plain, true], ["publisher", "Publisher", plain, true],
    ["number", "Number on the page", plain, true], ["label", "Short name on the page", plain, true],
    ["role", "Role", { from: (value) => value, to: (text) => text, options: ["featured", "reference"] }],
    ["abstract", "Abstract", { ...plain, area: true }],
    ["abstract_translation", "Abstract, translated", { ...plain, area: true }],
    ["note_text", "Note of the page", { ...plain, area: true }],
    ["keywords", "Keywords, one a line", list],
    ["identifiers", "Identifiers, such as: doi 10.1000/1", {
      from: (value) => Object.entries(value).map((pair) => pair.join(" ")).join("\n"),
      to: (text) => Object.fromEntries(lines(text).map(split)), area: true }],
    ["links", "Links, such as: pdf https://…", {
      from: (value) => value.map((link) => `${link.type} ${link.url}`).join("\n"),
      to: (text) => lines(text).map(split).map(([type, url]) => url ? { type, url } : { type: "other", url: type }),
      area: true }],
  ];
  const field = (entry, [name, label, how]) => {
    const made = how.options ? make("select", {}, ...how.options.map((text) => make("option", { textContent: text })))
      : make(how.area ? "textarea" : "input", how.area ? { rows: 1 } : {});
    made.name = name;
    made.value = how.from(entry.values[name] ?? (name === "links" || how === list ? [] : name === "identifiers" ? {} : null));
    if (how.pattern) made.pattern = how.pattern;
    if (name === "title") made.required = true;
    return make("label", {}, label, made);
  };
  const form = (entry) => {
    if (entry.card.querySelector(".fields")) return;
    const made = make("form", { className: "fields" });
    let pair = null;
    for (const each of fields) {
      if (!each[3]) { pair = null; made.append(field(entry, each)); continue; }
      if (!pair || pair.children.length === 2) made.append(pair = make("div", { className: "pair" }));
      pair.append(field(entry, each));
    }
    const cancel = make("button", { type: "button", textContent: "Cancel" });
    made.append(make("div", { className: "keys" }, cancel, make("button", { type: "submit", textContent: "Keep" })));
    const end = () => {
      made.remove();
      if (!entry.values.title) { entry.card.remove(); entries = entries.filter((other) => other !== entry); return; }
      entry.card.querySelector('[data-act="edit"]').focus();
    };
    cancel.addEventListener("click", end);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.requestSubmit();
    });
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      for (const [name, , how] of fields) entry.values[name] = how.to(made.elements[name].value);
      entry.changed = true;
      if (entry.state !== "added") entry.state = "corrected";
      show(entry);
      mark(entry);
      end();
      soon();
    });
    entry.card.append(made);
    made.elements.title.focus();
    made.elements.title.scrollIntoView({ block: "nearest" });
  };
  entries.forEach(equip);
  find("add").addEventListener("click", () => {
    const card = make("article", { className: "card" },
      make("header", {}, make("span", { className: "tag", textContent: "new" })), make("h3"));
    const entry = { id: null, state: "added", card, changed: true,
      values: { role: "featured", title: "", authors: [], keywords: [], identifiers: {}, links: [] } };
    right.querySelector(".none")?.remove();
    right.append(card);
    entries.push(entry);
    equip(entry);
    document.querySelector('[data-pane-to="entries"]').click();
    form(entry);
  });

  // ------------------------------------------------------------ the kind of a text

  for (const name of sent.all)
    kind.append(make("option", { value: name, textContent: name.replaceAll("_", " ") }));
  let at = null;
  const paint = (block) => {
    for (const node of page.querySelectorAll(`[data-b="${block}"]`)) {
      node.dataset.k = kinds.get(block);
      node.dataset.set = "";
    }
  };
  for (const block of kinds.keys()) paint(block);
  document.addEventListener("settle", (event) => {
    at = event.detail;
    kind.disabled = !at;
    if (at) kind.value = at.dataset.k;
  });
  kind.addEventListener("change", () => {
    kinds.set(at.dataset.b, kind.value);
    paint(at.dataset.b);
    soon();
  });

  // ------------------------------------------------------------ on to the next page, keyboard

  const done = async () => {
    for (const entry of entries) if (entry.state === "open") { entry.state = "accepted"; mark(entry); }
    if (await save(true)) location.assign(sent.next === null ? "../" : `${sent.next}`);
  };
  find("done").addEventListener("click", done);
  find("review").addEventListener("submit", (event) => event.preventDefault());
  find("review").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && dirty) { event.preventDefault(); leave(link.href); }
  });
  const hint = document.querySelector("#why .hint");
  const told = { a: "accept", e: "edit", d: "delete", t: "kind of the text", "[": "", "]": "other page" };
  for (const [key, text] of Object.entries(told))
    hint?.append(key === "]" ? " " : " · ", make("kbd", { textContent: key }), text ? ` ${text}` : "");
  if (sent.complete) say("this page was reviewed");
  const current = () => entries.find((entry) => entry.card.classList.contains("on"))
    ?? entries.find((entry) => entry.state === "open");
  const on = (name) => () => {
    const entry = current();
    if (entry) { act[name](entry); mark(entry); if (name !== "edit") document.dispatchEvent(new KeyboardEvent("keydown", { key: "n" })); }
  };
  const keys = {
    a: on("accept"), e: on("edit"), d: on("remove"), s: done,
    t: () => { if (!kind.disabled) kind.focus(); },
    "[": () => find("review").querySelector('[data-key="["]')?.click(),
    "]": () => find("review").querySelector('[data-key="]"]')?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, select")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
