// Tampilan halaman Keaslian: berkas yang diseret, dipilih, atau sidik yang diketik menjadi putusan di layar.
(() => {
  "use strict";

  const page = document.getElementById("keaslian");
  if (!page || !window.kinerjaKeaslian) return;
  const { daftar: ledger, kata: words, putusan } = window.kinerjaKeaslian;
  const part = (name) => page.querySelector(`[data-k="${name}"]`);
  const result = part("hasil");

  // Peran tabel ditulis, sebab pada layar sempit baris ditampilkan sebagai kartu.
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (ROLES[name]) made.setAttribute("role", ROLES[name]);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function table(steps) {
    const made = element("table", undefined, "k-tabel k-berlabel");
    const columns = ["Langkah", "Peran", "Oleh", "Waktu", ...(steps.some((s) => s.proposal) ? ["Usulan"] : [])];
    const head = element("tr");
    for (const name of columns) {
      const cell = element("th", name);
      cell.scope = "col";
      head.append(cell);
    }
    const body = element("tbody");
    for (const s of steps) {
      const row = element("tr");
      const cells = [`${s.step}. ${s.name}`, s.role, s.who || "–", s.when || "–", s.proposal || "–"];
      columns.forEach((name, i) => {
        const cell = element("td", cells[i]);
        cell.dataset.label = name;
        row.append(cell);
      });
      body.append(row);
    }
    made.append(element("caption", "Langkah yang sudah dilalui isi ini"), element("thead"), body);
    made.tHead.append(head);
    const frame = element("div", undefined, "k-gulir");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Langkah yang sudah dilalui");
    frame.append(made);
    return frame;
  }

  function about(entry) {
    const rows = [["Id dokumen", entry.id], ["Sidik isi", entry.digest], ["Revisi", entry.revision]];
    const list = element("dl", undefined, "k-rincian k-identitas");
    for (const [name, value] of rows.filter(([, text]) => text)) {
      const group = element("div");
      const shownValue = element("dd");
      shownValue.append(element("code", value, "k-sidik"));
      group.append(element("dt", name), shownValue);
      list.append(group);
    }
    return list;
  }

  function link(path, text) {
    const made = element("a", text);
    made.href = new URL(path + (path.endsWith("/") && location.protocol === "file:" ? "index.html" : ""), new URL(page.dataset.akar, location.href)).href;
    return made;
  }

  function show(name, found) {
    const tone = { valid: "sah", same: "sah", differs: "beda", unknown: "asing" }[found.verdict] ?? "periksa";
    result.className = `k-putusan k-putusan-${tone}`;
    result.replaceChildren(element("p", words.verdicts[found.verdict], "k-putusan-kata"));
    if (name) result.append(element("p", name, "k-kecil k-putusan-berkas"));
    if (found.title) result.append(element("p", found.title, "k-putusan-judul"));
    result.append(element("p", found.reason));
    if (found.entry) {
      if (found.verdict !== "differs") result.append(table(found.entry.steps));
      result.append(about(found.entry));
      const links = element("p");
      links.append(link(found.entry.page, "Buka dokumen yang diterbitkan"));
      const print = ledger.prints.find((one) => one.document === found.entry.id);
      if (print) links.append(" · ", link(print.path, "Unduh cetakannya"));
      result.append(links);
    }
  }

  async function take(file) {
    if (!file) return;
    result.replaceChildren(element("p", "Sedang dihitung…"));
    const judged = file.size > putusan.TERBESAR ? putusan.terlaluBesar() : putusan.berkas(new Uint8Array(await file.arrayBuffer()));
    show(file.name, await judged);
  }

  function start() {
    const input = part("berkas"), area = part("wadah"), form = part("ketik");
    input.addEventListener("change", () => { take(input.files[0]); input.value = ""; });
    for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
    document.addEventListener("dragover", () => area.classList.add("k-di-atas"));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) area.classList.remove("k-di-atas"); });
    document.addEventListener("drop", (event) => {
      area.classList.remove("k-di-atas");
      take(event.dataTransfer.files[0]);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = part("sidik").value;
      if (text.trim()) show("", putusan.ketikan(text));
    });
    part("sidik").addEventListener("keydown", (event) => event.stopPropagation()); // pintasan satu huruf Material
    const fromCode = () => { if (/^#.+:[0-9a-f]+$/i.test(location.hash)) show("", putusan.ketikan(location.hash)); };
    window.addEventListener("hashchange", fromCode);
    part("alat").hidden = false;
    fromCode();
  }

  start();
})();
