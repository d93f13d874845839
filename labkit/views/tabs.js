// A row of tabs (WAI-ARIA "tabs" pattern): arrows, Home and End move, the chosen page follows.
function render({ model, el }) {
  const list = document.createElement("div");
  list.className = "labkit-pages";
  list.setAttribute("role", "tablist");
  el.append(list);

  function choose(name) {
    model.set("chosen", name);
    model.save_changes();
  }

  function draw() {
    const held = list.contains(document.activeElement);
    list.setAttribute("aria-label", model.get("label"));
    list.lang = model.get("language");
    list.replaceChildren(...model.get("names").map(([name, words]) => {
      const tab = document.createElement("button");
      const chosen = name === model.get("chosen");
      tab.type = "button";
      tab.className = "labkit-page-tab";
      tab.textContent = words;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      tab.addEventListener("click", () => choose(name));
      return tab;
    }));
    if (held) list.querySelector('[aria-selected="true"]')?.focus();
  }

  list.addEventListener("keydown", (event) => {
    const tabs = [...list.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.focus();
    tab.click();
  });

  const told = ["change:names", "change:chosen", "change:label"];
  told.forEach((name) => model.on(name, draw));
  draw();
  return () => told.forEach((name) => model.off(name, draw));
}

export default { render };
