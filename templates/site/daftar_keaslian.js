// Dibuat oleh kinerja build: daftar keaslian edisi ini, dan kata-kata putusannya.
window.kinerjaKeaslian = {"daftar": {{ daftar | safe }}, "kata": {{ kata | safe }}};
