// The conversation as it grows, and the line to type in. Enter sends; ↑ and ↓ bring back lines.
function render({ model, el }) {
  const log = document.createElement("div");
  log.className = "labkit-talk-log";
  log.setAttribute("role", "log");
  log.tabIndex = 0;
  const form = document.createElement("form");
  form.className = "labkit-talk-form";
  const mark = document.createElement("span");
  mark.className = "labkit-talk-mark";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = "›";
  const field = document.createElement("input");
  field.className = "labkit-talk-input";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.setAttribute("autocapitalize", "off");
  field.setAttribute("autocorrect", "off");
  const button = document.createElement("button");
  button.type = "submit";
  button.className = "jupyter-button labkit-talk-send";
  form.append(mark, field, button);
  el.append(log, form);

  const made = ([tag, attributes, text, inside]) => {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(text, ...inside.map(made));
    return node;
  };
  let shown = [];
  const words = () => {
    const told = model.get("words");
    log.setAttribute("aria-label", told.log);
    field.setAttribute("aria-label", told.input);
    field.placeholder = told.hint;
    button.textContent = told.send;
  };
  const rows = () => {
    const wanted = model.get("rows");
    wanted.forEach((row, place) => {
      if (JSON.stringify(row) === shown[place]) return; // a screen reader reads new rows only
      const box = made(row);
      if (log.children[place]) log.children[place].replaceWith(box);
      else log.append(box);
    });
    while (log.children.length > wanted.length) log.lastChild.remove();
    shown = wanted.map((row) => JSON.stringify(row));
    log.scrollTop = log.scrollHeight;
  };

  let place = 0; // in the lines typed so far; behind the last one at first
  let draft = "";
  const history = () => model.get("history");
  const leaf = (step) => {
    const lines = history();
    if (place === lines.length) draft = field.value;
    place = Math.min(Math.max(place + step, 0), lines.length);
    field.value = place === lines.length ? draft : lines[place];
    field.setSelectionRange(field.value.length, field.value.length);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Jupyter's own keys
    if (event.isComposing) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      leaf(event.key === "ArrowUp" ? -1 : 1);
    }
  });
  button.addEventListener("click", (event) => {
    if (event.detail > 1) event.preventDefault(); // a double click says it once
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    model.send({ line: field.value });
    draft = field.value = "";
    place = history().length + 1;
  });
  const filled = () => {
    field.value = model.get("fill").text;
    field.focus();
  };
  const remembered = () => { place = history().length; };
  words(); rows(); remembered();
  model.on("change:words", words);
  model.on("change:rows", rows);
  model.on("change:fill", filled);
  model.on("change:history", remembered);
  return () => {
    model.off("change:words", words);
    model.off("change:rows", rows);
    model.off("change:fill", filled);
    model.off("change:history", remembered);
  };
}
export default { render };
