// Mengurutkan dan menyaring tabel. Tanpa pustaka, tanpa permintaan ke mana pun; tanpa JavaScript tabel tetap terbaca.
(() => {
  "use strict";

  const collator = new Intl.Collator("id", { numeric: true, sensitivity: "base" });
  const text = (cell) => (cell ? (cell.dataset.nilai ?? cell.textContent).trim() : "");
  const plain = (value) => value.toLocaleLowerCase("id").replace(/\s+/g, " ");
  const number = /^-?\d+(\.\d+)?$/;

  function compare(a, b) {
    if (number.test(a) && number.test(b)) return Number(a) - Number(b);
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    return collator.compare(a, b);
  }

  function sort(table, heading) {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const column = heading.cellIndex;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, order) => ({ row, order, key: text(row.cells[column]) }));
    rows.sort((a, b) => (up ? 1 : -1) * compare(a.key, b.key) || a.order - b.order);
    body.append(...rows.map(({ row }) => row));
  }

  function makeSortable(table) {
    for (const heading of table.querySelectorAll("th[data-urut]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "k-urut";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading));
      heading.append(button);
    }
  }

  function makeFilterable(table) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 8) return;
    const words = rows.map((row) => plain(row.textContent));
    const name = table.caption.textContent.trim();
    const bar = document.createElement("div");
    bar.className = "k-saring";
    const label = document.createElement("label");
    label.textContent = "Saring tabel ";
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    input.setAttribute("aria-label", `Saring: ${name}`);
    input.setAttribute("aria-controls", table.id);
    const count = document.createElement("span");
    count.className = "k-hitung";
    count.setAttribute("role", "status");
    label.append(input);
    bar.append(label, count);
    const tell = (shown) => { count.textContent = `${shown} dari ${rows.length} baris`; };
    input.addEventListener("input", () => {
      const wanted = plain(input.value).split(" ").filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every((word) => words[i].includes(word));
        if (!row.hidden) shown += 1;
      });
      tell(shown);
    });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Material's single-letter shortcuts
      if (event.key === "Escape") { input.value = ""; input.dispatchEvent(new Event("input")); }
    });
    tell(rows.length);
    table.closest(".k-gulir").before(bar);
  }

  // Judul kolom pada setiap sel, untuk layar sempit tempat baris menjadi kartu; peran tabelnya tetap.
  function label(table) {
    const names = [];
    [...table.tHead.rows].forEach((row, r) => {
      let column = 0;
      for (const cell of row.cells) {
        while (names[column]?.until > r) column += 1;
        for (let n = 0; n < cell.colSpan; n += 1) {
          names[column + n] = { text: cell.textContent.trim(), until: r + cell.rowSpan };
        }
        column += cell.colSpan;
      }
    });
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies, table.tFoot]) {
      part?.setAttribute("role", "rowgroup");
      for (const row of part?.rows ?? []) {
        row.setAttribute("role", "row");
        let column = 0;
        for (const cell of row.cells) {
          const heading = cell.tagName === "TH";
          cell.setAttribute("role", !heading ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader");
          if (!heading && names[column]?.text) cell.dataset.label = names[column].text;
          column += cell.colSpan;
        }
      }
    }
    table.classList.add("k-berlabel");
  }

  // Nama bagian tema yang berbahasa Inggris.
  const names = { Header: "Kepala halaman", Footer: "Kaki halaman", Tabs: "Bagian situs", Navigation: "Navigasi", Search: "Pencarian", Clear: "Hapus", "Table of contents": "Daftar isi" };
  for (const part of document.querySelectorAll("[aria-label]")) {
    const name = names[part.getAttribute("aria-label")];
    if (name) part.setAttribute("aria-label", name);
  }

  // Kotak pencarian tema tidak bernama bagi pembaca layar.
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Pencarian");

  for (const table of document.querySelectorAll("table.k-tabel")) {
    if (!table.tBodies.length) continue;
    if (table.tHead && !table.hasAttribute("data-utuh")) label(table);
    makeSortable(table);
    if (table.hasAttribute("data-saring") && table.caption && table.id) makeFilterable(table);
  }
})();
