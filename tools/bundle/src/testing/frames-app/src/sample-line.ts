const samples = [
  'PROJ-1 Plain ASCII, a summary of ordinary length that goes on for a while',
  'PROJ-2 Größe, naïve café, ½ × ¾ → done · “quoted” — dash… • bullet',
  '\u001B[31mred \u001B[1mbold\u001B[22m\u001B[39m and \u001B[48;2;10;20;30mground\u001B[49m',
  'PROJ-3 漢字かな交じり文 and 한국어 텍스트',
  '🚀 emoji 👩‍👩‍👧 family 🇫🇷 flag 👍🏽 tone ☎️ text 1️⃣ keycap ✅',
  '\u001B]8;;https://example.test/1\u0007link\u001B]8;;\u0007 then text',
  'box ┌─┬─┐ │ │ ├─┼─┤ █▓▒░ ▸ ✓ ●',
  'Кириллица и Ελληνικά, e\u0301 combining, ไทย, हिन्दी, שלום',
  '\u001B[38;5;208morange\u001B[0m \u001B[7minverse\u001B[27m \u001B[2mdim',
  '   leading and trailing   ',
] as const

/** A line of text for a number: the same for the same number. */
export const sampleLine = (index: number): string => `${index} ${samples[index % samples.length] ?? ''}`
