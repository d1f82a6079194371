// Isi dokumen untuk halaman Keaslian: sidik, YAML, nilai menurut formulir, dan isian pertama yang berbeda.
// Sama dengan generator/load/{digest,scalar,schema,source}.py dan generator/publish/{differing,embedded}.py.
(() => {
  "use strict";

  if (!window.kinerjaKeaslian) return;
  const ABSENT = Symbol("absent");
  const { daftar: ledger } = window.kinerjaKeaslian;

  // --- SHA-256: bukan crypto.subtle, yang tidak ada pada halaman http biasa ---------------------------------------

  const PRIMES = (() => {
    const found = [];
    for (let n = 2; found.length < 64; n += 1) if (found.every((p) => n % p)) found.push(n);
    return found;
  })();
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const K = Int32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));
  const START = Int32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));
  const W = new Int32Array(64);

  function compress(h, data, at) {
    for (let i = 0; i < 16; i += 1) {
      const j = at + 4 * i;
      W[i] = (data[j] << 24) | (data[j + 1] << 16) | (data[j + 2] << 8) | data[j + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const x = W[i - 15], y = W[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, k] = h;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (k + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      k = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += k;
  }

  function sha256(data, state = START, before = 0) {
    const h = Int32Array.from(state);
    const whole = data.length - (data.length % 64);
    for (let at = 0; at < whole; at += 64) compress(h, data, at);
    const rest = data.subarray(whole);
    const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
    tail.set(rest);
    tail[rest.length] = 0x80;
    const view = new DataView(tail.buffer);
    const bits = (before + data.length) * 8;
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(tail.length - 4, bits >>> 0);
    for (let at = 0; at < tail.length; at += 64) compress(h, tail, at);
    const out = new Uint8Array(32);
    const sink = new DataView(out.buffer);
    h.forEach((word, i) => sink.setInt32(4 * i, word));
    return out;
  }

  const bytes = (text) => new TextEncoder().encode(text);
  const hex = (data) => Array.from(data, (b) => b.toString(16).padStart(2, "0")).join("");

  // PBKDF2-HMAC-SHA-256, satu blok; lihat `sealed` pada generator/load/digest.py.
  function sealed(text) {
    const key = new Uint8Array(64);
    key.set(bytes(text).length > 64 ? sha256(bytes(text)) : bytes(text));
    const pads = [0x36, 0x5c].map((pad) => {
      const h = Int32Array.from(START);
      compress(h, key.map((b) => b ^ pad), 0);
      return h;
    });
    const mac = (data) => sha256(sha256(data, pads[0], 64), pads[1], 64);
    let u = mac(Uint8Array.of(...bytes(ledger.seal.salt), 0, 0, 0, 1));
    const out = u.slice();
    for (let i = 1; i < ledger.seal.rounds; i += 1) {
      u = mac(u);
      for (let j = 0; j < 32; j += 1) out[j] ^= u[j];
    }
    return hex(out);
  }

  // --- Nilai: teks, benar/salah, Angka (ditulis seperti Python menulisnya), Array, Map --------------------------------

  class Figure { constructor(text) { this.text = text; } }

  const INTEGER = /^-?(?:0|[1-9][0-9]{0,17})$/;
  const NUMBER = /^-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,9})?$/;
  const AMBIGUOUS = /^-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+$/;
  const integer = (text) => (INTEGER.test(text) ? new Figure(text === "-0" ? "0" : text) : text);

  function number(text) {
    if (INTEGER.test(text)) return integer(text);
    return NUMBER.test(text) && !AMBIGUOUS.test(text) ? new Figure(float(Number(text))) : text;
  }

  function float(value) {
    if (Number.isInteger(value)) return BigInt(value).toString();
    const [, sign, whole, part = "", power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential());
    const exponent = Number(power);
    const figures = whole + part;
    if (exponent < -4 || exponent >= 16) {
      return `${sign}${whole}${part && `.${part}`}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
    }
    if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${figures}`;
    return `${sign}${figures.slice(0, exponent + 1)}.${figures.slice(exponent + 1)}`;
  }

  const scalars = {
    integer,
    number,
    boolean: (text) => (text === "true" ? true : text === "false" ? false : text),
  };

  function typed(value, form = {}) {
    const kind = form.type;
    if (Array.isArray(kind)) return typeof value === "string" && kind.includes("number") ? number(value) : value;
    if (kind === "object" && value instanceof Map) {
      return new Map(Array.from(value, ([name, inner]) => [name, typed(inner, field(form, name))]));
    }
    if (kind === "array" && Array.isArray(value)) return value.map((inner) => typed(inner, form.items));
    return typeof value === "string" && Object.hasOwn(scalars, kind ?? "") ? scalars[kind](value) : value;
  }

  const has = (thing, name) => thing !== undefined && Object.hasOwn(thing, name);
  const field = (form, name) => (has(form.properties, name) ? form.properties[name] : undefined);

  function points(a, b) {
    const x = Array.from(a, (c) => c.codePointAt(0));
    const y = Array.from(b, (c) => c.codePointAt(0));
    for (let i = 0; i < Math.min(x.length, y.length); i += 1) if (x[i] !== y[i]) return x[i] - y[i];
    return x.length - y.length;
  }

  function canonical(value) {
    if (value instanceof Figure) return value.text;
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (!(value instanceof Map)) return JSON.stringify(value);
    const names = [...value.keys()].sort(points);
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
  }

  const digest = (value) => `v1:${hex(sha256(bytes(`kinerja-v1\n${canonical(value)}`)))}`;

  // --- YAML: hanya bagian yang juga dibaca program, semua nilai sebagai teks --------------------------------------------

  class Unreadable extends Error { constructor(line) { super(`lihat baris ${line}`); } }

  const UNWANTED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff\u{e0000}-\u{e0fff}]/u;
  const CONFLICT = /^(?:<{7}|>{7}|\|{7})(?: |$)/m;

  function yaml(text) {
    const lines = (offset) => text.slice(0, offset).split("\n").length;
    const refuse = (offset) => { throw new Unreadable(lines(offset ?? 0)); };
    const found = UNWANTED.exec(text) ?? /\r(?!\n)/.exec(text) ?? CONFLICT.exec(text);
    if (found || !text.trim() || text !== text.normalize("NFC")) refuse(found?.index);
    const composer = new YAML.Composer({ version: "1.2", schema: "failsafe", uniqueKeys: false, keepSourceTokens: false });
    const documents = [...composer.compose(new YAML.Parser().parse(text))];
    const [doc] = documents;
    const fault = documents.flatMap((d) => [...d.errors, ...d.warnings])[0];
    if (fault || documents.length !== 1) refuse(fault?.pos[0]);
    if (doc.directives.yaml.explicit || Object.keys(doc.directives.tags).length > 1) refuse(0);
    const plain = (node, depth) => {
      const at = node?.range?.[0];
      if (!node || node.source === undefined && !node.items || node.anchor || node.tag || depth > 40) refuse(at);
      if (!node.items) return UNWANTED.test(node.source) ? refuse(at) : node.source;
      if (!node.items.every((item) => item.key !== undefined)) {
        return node.items.map((item) => plain(item, depth + 1));
      }
      if (!node.items.length && node.flow && text[at] === "[") return [];
      const map = new Map();
      for (const { key, value } of node.items) {
        if (!key || key.items || key.source === undefined || key.anchor || key.tag) refuse(key?.range?.[0] ?? at);
        if (key.source === "<<" && key.type === "PLAIN") refuse(key.range[0]);
        if (value && !(value.type === "PLAIN" && !value.source && !value.anchor && !value.tag)) {
          map.set(key.source, plain(value, depth + 1));
        }
      }
      return map;
    };
    const root = plain(doc.contents, 1);
    return root instanceof Map ? root : refuse(0);
  }

  // --- Isian yang boleh dilihat, dan yang pertama berbeda -----------------------------------------------------------------

  const open = ledger.audience === "internal";
  const visible = (form) => open || form["x-akses"] === "publik";

  function stripped(value, form) {
    if (open) return value;
    if (value instanceof Map) {
      if (form.type !== "object") return undefined;
      const kept = Object.entries(form.properties ?? {})
        .filter(([name, inner]) => value.has(name) && visible(inner))
        .map(([name, inner]) => [name, stripped(value.get(name), inner)]);
      return new Map(kept.filter(([, inner]) => inner !== undefined));
    }
    if (Array.isArray(value)) {
      const items = form.items ?? {};
      if (form.type !== "array" || ("x-akses" in items && !visible(items))) return undefined;
      return value.map((inner) => stripped(inner, items)).filter((inner) => inner !== undefined);
    }
    return form.type === "object" || form.type === "array" ? undefined : value;
  }

  const ID = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
  const isId = (value) => typeof value === "string" && ID.test(value);
  const isPerson = (form) => form["x-rujukan"]?.ruang === "orang";

  function difference(here, there, form, way) {
    if (here instanceof Map && there instanceof Map) {
      const get = (map, name) => (map.has(name) ? map.get(name) : ABSENT);
      for (const [name, inner] of Object.entries(form.properties ?? {})) {
        const found = difference(get(here, name), get(there, name), inner, [...way, inner.title ?? name]);
        if (found) return found;
      }
      const others = [...new Set([...here.keys(), ...there.keys()])].filter((name) => !has(form.properties, name));
      for (const name of others.sort(points)) {
        const one = get(here, name), other = get(there, name);
        if (one === ABSENT || other === ABSENT || canonical(one) !== canonical(other)) {
          return { way, strange: name, here: one, there: other };
        }
      }
      return null;
    }
    if (Array.isArray(here) && Array.isArray(there)) {
      for (let i = 0; i < Math.min(here.length, there.length); i += 1) {
        const found = difference(here[i], there[i], form.items ?? {}, [...way, i + 1]);
        if (found) return found;
      }
      return here.length === there.length ? null : { way, strange: "", here, there };
    }
    if (here === ABSENT || there === ABSENT) return here === there ? null : { way, strange: "", here, there };
    if (canonical(here) === canonical(there) || (isPerson(form) && isId(here) !== isId(there))) return null;
    return { way, strange: "", here, there };
  }

  // --- Berkas di dalam PDF ------------------------------------------------------------------------------------------------

  const latin = (data) => new TextDecoder("latin1").decode(data);

  async function inflated(data) {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = stream.getReader();
    const parts = [];
    let size = 0;
    try {
      for (let part = await reader.read(); !part.done && size < 4 * 1024 * 1024; part = await reader.read()) {
        parts.push(part.value);
        size += part.value.length;
      }
    } catch {
      if (!parts.length) return null;
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  async function filesIn(pdf) {
    const text = latin(pdf);
    const files = [];
    for (const start of text.matchAll(/(?<!end)stream\r?\n/g)) {
      const near = text.slice(Math.max(start.index - 4096, 0), start.index);
      const about = near.slice(Math.max(near.lastIndexOf("obj"), 0));
      if (!near.includes("obj") || !about.includes("EmbeddedFile")) continue;
      const from = start.index + start[0].length;
      const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(about);
      const end = length ? from + Number(length[1]) : text.indexOf("endstream", from);
      const raw = pdf.subarray(from, Math.max(end, from));
      const plain = !about.includes("/Filter");
      const data = plain ? raw : about.includes("FlateDecode") ? await inflated(raw) : null;
      if (data) files.push(data);
      if (files.length === 8) break;
    }
    return files;
  }

  window.kinerjaKeaslian.isi = { ABSENT, canonical, difference, digest, filesIn, has, hex, latin, sealed, sha256, stripped, typed, yaml, Unreadable };
})();
