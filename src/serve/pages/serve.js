// Dropping and uploading, live progress, choosing projects. Reading and deciding need none of it: forms and links do.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // What was dropped, folders unfolded; each file with its way from the folder that was dropped.
  const entries = (reader) =>
    new Promise((resolve, reject) => {
      const found = [];
      const more = () => reader.readEntries((some) => (some.length ? (found.push(...some), more()) : resolve(found)), reject);
      more();
    });
  const unfold = async (entry, way) => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ file, name: way + file.name }];
    }
    const inside = [];
    for (const inner of await entries(entry.createReader())) inside.push(...(await unfold(inner, `${way}${entry.name}/`)));
    return inside;
  };
  const dropped = async (transfer) => {
    const items = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!items.length) return [...transfer.files].map((file) => ({ file, name: file.name }));
    const found = [];
    for (const item of items) found.push(...(await unfold(item, "")));
    return found;
  };

  const send = (form, files) => {
    if (!files.length || form.dataset.busy) return;
    form.dataset.busy = "yes";
    const status = one(".sent", form);
    const [bar, words] = [one("progress", status), one("span", status)];
    const data = new FormData();
    if (one('[name="stage"]', form).checked) data.append("stage", "draft");
    for (const { file, name } of files) data.append("files", file, name);
    status.hidden = false;
    words.textContent = form.dataset.sending;
    const request = new XMLHttpRequest();
    const failed = (said) => {
      delete form.dataset.busy;
      words.textContent = said || form.dataset.failed;
      form.reset();
    };
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onload = () => {
      if (request.status < 400) {
        location.assign(new URL(request.responseURL).pathname);
      } else {
        failed(new DOMParser().parseFromString(request.responseText, "text/html").querySelector("#said")?.textContent);
      }
    };
    request.onerror = () => failed();
    request.open("POST", form.action);
    request.send(data);
  };

  const take = () => {
    for (const form of all("form.upload")) {
      for (const input of all('input[type="file"]', form)) {
        input.addEventListener("change", () => send(form, [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }))));
      }
      form.addEventListener("submit", (event) => event.preventDefault());
    }
    // On a page with one place to drop, the whole page is it.
    const forms = all("form.upload");
    const place = (event) => (event.target instanceof Element && event.target.closest(".drop form")) || (forms.length === 1 ? forms[0] : null);
    const isFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    for (const kind of ["dragenter", "dragover"]) {
      document.addEventListener(kind, (event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        for (const form of forms) form.classList.toggle("over", form === place(event));
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) for (const form of forms) form.classList.remove("over");
    });
    document.addEventListener("drop", async (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      for (const form of forms) form.classList.remove("over");
      const form = place(event);
      if (form) send(form, await dropped(event.dataTransfer));
    });
  };

  // Rows of the list that are done are shown anew, and nothing else: somebody may be choosing or typing.
  const renew = async (ids) => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const row = (id, within) => one(`tr.finding:has(th a[href="/projects/${id}"])`, within);
    for (const id of ids) {
      const [old, now] = [row(id, document), row(id, fresh)];
      if (now) old?.replaceWith(document.importNode(now, true));
      else old?.remove();
    }
    const counts = (within) => all("#filters .chip b", within);
    counts(document).forEach((count, at) => (count.textContent = counts(fresh)[at]?.textContent ?? count.textContent));
    one("#filters")?.dispatchEvent(new Event("input"));
  };

  // What is not done tells how far it is; once it is done it is shown anew.
  const follow = () => {
    const waiting = () => all("[data-open]");
    if (!waiting().length) return;
    const source = new EventSource("/events");
    source.onmessage = (event) => {
      const open = new Map(JSON.parse(event.data).map((project) => [String(project.project), project]));
      const done = waiting().map((place) => place.dataset.open).filter((id) => !open.has(id));
      if (done.length && !one(".projects")) {
        source.close();
        return location.reload();
      }
      if (done.length) renew(done).then(() => waiting().length || source.close());
      for (const place of waiting()) {
        const project = open.get(place.dataset.open);
        if (!project) continue;
        const [words, bar] = [one(".word", place), one("progress", place)];
        if (words) words.textContent = project.said;
        if (bar && project.done !== null) bar.value = project.done;
      }
    };
  };

  const choose = () => {
    const everything = one("#all");
    if (!everything) return;
    const boxes = () => all('input[name="project"]:not(:disabled)').filter((box) => !box.closest("tr").hidden);
    const buttons = all("#export button");
    const count = () => {
      const chosen = all('input[name="project"]:checked').length;
      for (const button of buttons) button.disabled = !chosen;
    };
    everything.addEventListener("change", () => {
      for (const box of boxes()) box.checked = everything.checked;
      count();
    });
    document.addEventListener("change", (event) => event.target.name === "project" && count());
    count();
  };

  // Dark or light is chosen once for all pages: the report's own button is pressed again on each.
  const dress = () => {
    const button = one("#theme");
    let turned = localStorage.getItem("theme") === "turned";
    if (turned) button.click();
    button.addEventListener("click", () => {
      turned = !turned;
      localStorage.setItem("theme", turned ? "turned" : "");
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    dress();
    take();
    follow();
    choose();
    document.addEventListener("submit", (event) => {
      const ask = event.target.dataset.ask;
      if (ask && !confirm(ask)) event.preventDefault();
    });
  });
})();
