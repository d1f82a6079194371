// Putusan halaman Keaslian: sama dengan `kinerja verify` (generator/publish/authenticity.py); satu uji memberi
// keduanya berkas yang sama. Tidak ada permintaan ke mana pun.
(() => {
  "use strict";

  if (!window.kinerjaKeaslian) return;
  const MAX_PDF = 32 * 1024 * 1024;
  const MAX_YAML = 512 * 1024;
  const LONGEST = 200;
  const { daftar: ledger, kata: words, isi } = window.kinerjaKeaslian;
  const { ABSENT, canonical, difference, digest, filesIn, has, hex, latin, sealed, sha256, stripped, typed, yaml, Unreadable } = isi;

  const documents = new Map(ledger.documents.map((entry) => [entry.id, entry]));
  const digests = new Map();
  for (const name of ["open_digest", "digest"]) {
    for (const entry of [...ledger.documents].reverse()) digests.set(entry[name], entry);
  }
  const figures = (entry) => entry.digest.split(":").pop();
  const cut = (text) => {
    const letters = Array.from(text);
    return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST).join("")}…`;
  };
  const filled = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

  function say(verdict, reason, { entry = null, title = "", ...facts } = {}) {
    return { verdict, reason: filled(words.reasons[reason], facts), entry, title: title || entry?.title || "" };
  }

  function stands(entry, reason, facts = {}) {
    if (!entry) return say("same", reason, facts);
    if (entry.standing === "valid") {
      const verdict = entry.newer && "day" in entry.newer ? "former" : "valid";
      return succeeded(say(verdict, reason, { entry, ...facts }), entry);
    }
    return say("open", entry.standing === "changed" ? "changed_later" : "not_signed", { entry });
  }

  function succeeded(found, { newer }) {
    if (!newer || !("day" in newer)) return found;
    const since = newer.day ? filled(words.words.since, { day: newer.day }) : "";
    const told = filled(words.words.succeeded, { by: newer.title || words.words.newer, since });
    return { ...found, reason: `${found.reason} ${told}` };
  }

  function numbered(entry) {
    if (entry.standing === "valid") return succeeded(say("known", "same_digest", { entry }), entry);
    return say("open", entry.standing === "changed" ? "digest_changed" : "digest_open", { entry });
  }

  function told(way, strange) {
    const parts = [];
    for (const step of way) {
      if (typeof step === "string") parts.push(step);
      else if (parts.length) parts.push(filled(words.words.item, { title: parts.pop(), number: step }));
    }
    if (strange) parts.push(filled(words.words.strange, { name: cut(strange) }));
    return parts.join(", ") || words.words.whole;
  }

  function shown(value) {
    if (value === ABSENT) return words.words.absent;
    if (Array.isArray(value)) return filled(words.words.list, { count: value.length });
    if (value instanceof Map) return words.words.present;
    if (typeof value === "boolean") return value ? words.words.yes : words.words.no;
    return typeof value === "string" ? cut(value) : canonical(value).replace(".", ",");
  }

  function judgeYaml(raw) {
    if (raw.length > MAX_YAML) return say("unknown", "too_large");
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      return say("unknown", "not_file");
    }
    if (text.includes("\0")) return say("unknown", "not_file");
    let data;
    try {
      data = yaml(text);
    } catch (fault) {
      return say("unknown", "not_read", { why: fault instanceof Unreadable ? fault.message : "lihat baris 1" });
    }
    const kind = data.get("jenis");
    if (!has(ledger.forms, kind)) return say("unknown", "no_form", { kind: cut(typeof kind === "string" ? kind : "") || "kosong" });
    const form = ledger.forms[kind].form;
    data = typed(data, form);
    const whole = digest(data);
    if (digests.has(whole)) return stands(digests.get(whole), "same_values");
    const former = ledger.sealed_former ?? [];
    if (ledger.sealed.length || former.length) {
      const seal = sealed(whole);
      if (ledger.sealed.includes(seal)) return say("valid", "same_sealed");
      if (former.includes(seal)) return succeeded(say("former", "same_sealed"), { newer: { title: "", day: "" } });
    }
    const id = typeof data.get("id") === "string" ? data.get("id") : "";
    const entry = documents.get(id);
    if (!entry) return say("unknown", "no_document", { id: cut(id) || "kosong" });
    const found = difference(stripped(data, form), typed(yaml(entry.source), form), form, []);
    if (!found) return say("differs", "other_hidden", { entry });
    const facts = { field: told(found.way, found.strange), here: shown(found.here), there: shown(found.there) };
    return say("differs", "other_value", { entry, ...facts });
  }

  function proofOf(data) {
    try {
      const found = JSON.parse(new TextDecoder().decode(data));
      return ["audience", "digest", "id"].every((name) => has(found, name)) ? found : null;
    } catch {
      return null;
    }
  }

  async function judgePdf(raw) {
    for (const print of [...ledger.prints].sort((a, b) => b.size - a.size)) {
      const ends = print.size <= raw.length && latin(raw.subarray(Math.max(print.size - 8, 0), print.size)).includes("%%EOF");
      if (!ends || hex(sha256(raw.subarray(0, print.size))) !== print.sha256) continue;
      const entry = documents.get(print.document) ?? null;
      if (print.size === raw.length) return stands(entry, entry ? "same_print" : "same_recap", { title: print.title });
      return say("look", "appended", { entry, size: raw.length - print.size });
    }
    const files = await filesIn(raw);
    const proof = files.map(proofOf).find(Boolean);
    const values = files.find((data) => !proofOf(data));
    if (!proof || !values) return say("unknown", "no_values");
    const found = judgeYaml(values);
    if (found.verdict === "differs" || found.verdict === "unknown") return found;
    if (proof.audience !== ledger.audience) {
      return say("look", "other_edition", { entry: found.entry, edition: cut(String(proof.audience)), here: ledger.audience });
    }
    return say("differs", "other_print", { entry: found.entry });
  }

  async function judgeFile(raw) {
    if (!latin(raw.subarray(0, 1024)).includes("%PDF-")) return judgeYaml(raw);
    return judgePdf(raw);
  }

  function judgeMark(text) {
    let given = text.slice(text.lastIndexOf("#") + 1);
    try { given = decodeURIComponent(given); } catch { /* tetap seperti yang diketik */ }
    given = given.trim().replace(/^kinerja:/, "").replace(/\s/g, "").toLowerCase();
    const found = /^(?:([^:]+):)?([0-9a-f]{12,64})$/.exec(given);
    if (!found) return say("unknown", "no_digest");
    const [, id, mark] = found;
    if (id === undefined || id === "v1") {
      const entry = ledger.documents.find((one) => figures(one).startsWith(mark));
      return entry ? numbered(entry) : say("unknown", "no_digest");
    }
    const entry = documents.get(id);
    if (!entry) return say("unknown", "no_document", { id: cut(id) });
    if (figures(entry).startsWith(mark)) return numbered(entry);
    return say("differs", "other_digest", { entry, id, here: mark, there: figures(entry).slice(0, mark.length) });
  }

  const known = (text, kind) => digest(typed(yaml(text), ledger.forms[kind].form));
  window.kinerjaKeaslian.putusan = { TERBESAR: MAX_PDF, terlaluBesar: () => say("unknown", "too_large"), berkas: judgeFile, ketikan: judgeMark, sidik: known };
})();
