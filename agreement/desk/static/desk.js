// What the page does beside htmx: which tab asks, where the focus goes, which boxes fit, and a
// plain word where an answer could not be kept.
"use strict";
(() => {
  const tab = crypto.randomUUID();
  const waiting = new Map();
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const alarm = () => document.getElementById("alarm");

  const tell = (words, kind = "") => {
    if (!alarm()) return;
    const line = document.createElement("p");
    line.className = `wrong ${kind}`;
    line.textContent = words;
    alarm().replaceChildren(line);
  };

  const fit = (field) => {
    const shape = field.querySelector('select[name="shape"]');
    if (!shape) return;
    const anchor = field.querySelector('select[name="anchor"]');
    for (const part of field.querySelectorAll(".when")) {
      const byShape = part.dataset.shape.split(" ").includes(shape.value);
      const byAnchor = !part.dataset.anchor || shape.value === "throughout" ||
        (anchor && part.dataset.anchor === anchor.value);
      part.hidden = !(byShape && byAnchor);
    }
  };

  const fitAll = () => document.querySelectorAll(".field.start, .field.due").forEach(fit);

  const focus = () => {
    const place = document.querySelector("#terms .where");
    if (!place) return;
    const named = place.dataset.focus && document.getElementById(place.dataset.focus);
    if (named) named.closest("details")?.setAttribute("open", "");
    const box = named?.querySelector("input:not([type=hidden]), select, textarea");
    (box || document.getElementById("section"))?.focus();
    (named || place).scrollIntoView({ block: named ? "center" : "start" });
  };

  const show = () => {
    const pane = document.getElementById("text");
    const just = document.getElementById("just");
    if (!pane || !just || just.dataset.shown) return;
    just.dataset.shown = "1";
    pane.querySelectorAll("[data-just]").forEach((unit) => unit.removeAttribute("data-just"));
    const units = just.dataset.units.split(" ").map((id) => document.getElementById(id));
    units.forEach((unit) => pane.contains(unit) && unit.setAttribute("data-just", "1"));
    const changed = pane.querySelector("[data-just]");
    if (!changed) return;
    const at = changed.getBoundingClientRect();
    const of = pane.getBoundingClientRect();
    if (at.top < of.top || at.bottom > of.bottom) {
      // Where to, and not how far: the pane may be on its way from the keystroke before.
      const top = pane.scrollTop + at.top - of.top - 80;
      pane.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  // Said as the request leaves, since it may have waited for another to be answered.
  document.addEventListener("htmx:before:request", (event) => {
    const headers = event.detail.ctx.request.headers;
    headers["Desk-Tab"] = tab;
    headers["Desk-Shows"] = document.getElementById("watch")?.dataset.digest ?? "";
  });

  document.addEventListener("input", (event) => {
    const field = event.target.closest(".field");
    if (field) fit(field);
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.go, #text a.label, #text a.answer, #text a.open");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (!link || !plain || !document.getElementById("terms")) return;
    event.preventDefault();
    // The part of the terms that is in sight, read again.
    const at = link.dataset.here && document.getElementById("at")?.value;
    if (at) alarm()?.replaceChildren();
    const href = at ? link.getAttribute("href").replace(/at=.*/, `at=${at}`) : link.getAttribute("href");
    htmx.ajax("GET", href, { target: "#terms", swap: "innerHTML" })
      .then(() => { fitAll(); focus(); });
  });

  // A button that goes away when it is pressed leaves the focus beside what it changed.
  let pressed = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[hx-post]");
    if (!button) return;
    const table = button.closest("fieldset.table");
    pressed = { id: button.id, field: button.closest(".field")?.id, table: table?.id,
      rows: table?.querySelectorAll(".row").length };
  });
  const refocus = () => {
    const lost = document.activeElement === document.body || document.activeElement?.disabled;
    if (!pressed || !lost) return;
    const field = pressed.field && document.getElementById(pressed.field);
    const table = pressed.table && document.getElementById(pressed.table);
    const rows = table ? [...table.querySelectorAll(".row")] : [];
    const last = rows.length > pressed.rows && rows[rows.length - 1];
    const again = pressed.id && document.getElementById(pressed.id);
    const place = field?.querySelector(".open-strip [name=what]") ||
      last?.querySelector?.("input:not([type=hidden]), select, textarea") ||
      field?.querySelector("input:not([type=hidden]), select, textarea") ||
      table?.querySelector(":scope > button") || (again && !again.disabled && again) ||
      document.getElementById("section");
    place?.focus();
  };

  document.addEventListener("htmx:after:swap", () => { fitAll(); show(); refocus(); });

  // An answer that did not arrive stays in its box and is sent again, so that nothing is lost.
  const AGAIN = "Start the desk again and open the address that it prints";
  const lost = (event) => {
    const { sourceElement: asks, response, text } = event.detail.ctx ?? {};
    if (!asks || asks.id === "later") return;
    const said = response && response.status !== 403 && text?.trim().split("\n")[0];
    if (["watch", "main"].includes(asks.id)) {
      const asked = alarm()?.querySelector(".asked");
      if (!waiting.size && !asked) tell(said || `The desk does not answer. ${AGAIN}; leave this page open.`, "away");
    } else if (asks.matches("[hx-trigger^=input]")) {
      waiting.set(asks, true);
      asks.closest(".field, .kept")?.classList.add("unsaved");
      tell(said ? `Not saved: ${said} What you typed stays in this page and is sent again.`
        : `Not saved: the desk does not answer. ${AGAIN}; what you typed stays in this page and is sent again.`);
    } else {
      tell(said ? `Not done: ${said}` : `Not done: the desk does not answer. ${AGAIN}, then press once more.`);
    }
  };
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:response:error", lost);
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (!response || response.status >= 400) return;
    alarm()?.querySelector(".away")?.remove();
    if (waiting.delete(sourceElement)) {
      sourceElement.closest(".field, .kept")?.classList.remove("unsaved");
      if (!waiting.size) alarm()?.replaceChildren();
    }
  });
  setInterval(() => {
    for (const asks of waiting.keys()) {
      if (!asks.isConnected) waiting.delete(asks);
      else asks.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, 2000);
  addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });

  document.addEventListener("DOMContentLoaded", () => {
    fitAll();
    if (document.querySelector("#terms .where[data-focus]")) focus();
  });
})();
