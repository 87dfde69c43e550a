"""The one style sheet of a report: on paper, on a screen of any width, by day and by night.

Colours are those of the window's light and dark themes; every pair of text and ground has at least 4.5 to 1.
"""

STYLE = """
:root { color-scheme: light dark;
  --ground: #FFFFFF; --raised: #F7F8FA; --ink: #15181C; --second: #434A53; --muted: #5C6570; --line: #E3E6EA;
  --strong: #737C86; --accent: #3A40BE; --soft: #EDEEFB; --warn: #704400; --warn-soft: #FFF2D6; --warn-line: #A66A00; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #141619; --raised: #1C1F23; --ink: #E8EAED; --second: #BBC1C9; --muted: #9AA1AB; --line: #2B3036;
  --strong: #7F8791; --accent: #B1B6FF; --soft: #272A48; --warn: #F0C274; --warn-soft: #35290F; --warn-line: #B5842B;
} }
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 3.5rem 1.5rem 5rem; max-width: 52rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 "Source Sans 3", "Source Sans Pro", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
  font-kerning: normal; overflow-wrap: break-word; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 1.25rem; }
.kind { margin: 0; color: var(--accent); font-weight: 600; }
h1 { margin: .15rem 0 .6rem; font-size: 2.125rem; line-height: 1.15; font-weight: 600; letter-spacing: -.01em; }
.lines p { margin: 0; color: var(--second); font-size: .9375rem; line-height: 1.45; }
nav { margin: 1.25rem 0 0; }
nav ol { columns: 3 11rem; column-gap: 1.5rem; margin: 0; padding: 0 0 0 1.4rem; font-size: .9375rem; }
nav li { break-inside: avoid; padding-left: .2rem; }
nav li::marker { color: var(--muted); font-variant-numeric: tabular-nums; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
section { margin-top: 3.25rem; }
h2 { margin: 0 0 1rem; font-size: 1.4375rem; line-height: 1.25; font-weight: 600; letter-spacing: -.005em; }
h2 .number { color: var(--muted); font-weight: 400; margin-right: .35rem; font-variant-numeric: tabular-nums; }
h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem; line-height: 1.35; font-weight: 600; }
p, ul { margin: 0 0 .8rem; max-width: 44rem; }
ul { padding-left: 1.2rem; }
li { margin-bottom: .25rem; }
.lead { font-size: 1.125rem; line-height: 1.45; }
.note { color: var(--second); font-size: .9375rem; line-height: 1.5; }
.warning { background: var(--warn-soft); color: var(--warn); border-left: 3px solid var(--warn-line);
  padding: .6rem .9rem; border-radius: 0 4px 4px 0; }
.mono { font-family: "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", monospace; font-size: .875rem; }
.keys { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 1.4rem 1.5rem;
  margin: 0 0 1.4rem; }
.keys div { border-top: 1px solid var(--strong); padding-top: .5rem; }
.keys dt { color: var(--second); font-size: .9375rem; line-height: 1.35; }
.keys dd { margin: 0; }
.keys .value { font-size: 1.75rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; }
.keys .line { color: var(--second); font-size: .875rem; line-height: 1.4; }
.table { margin: 1.5rem 0 1.75rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4;
  font-variant-numeric: tabular-nums lining-nums; border-bottom: 1px solid var(--strong); }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; caption-side: top; }
th, td { text-align: left; vertical-align: top; padding: .4rem 0 .4rem 1.25rem; overflow-wrap: normal; }
th:first-child { padding-left: 0; }
thead th { font-weight: 400; color: var(--second); border-top: 1px solid var(--strong); vertical-align: bottom;
  border-bottom: 1px solid var(--strong); }
tbody th { font-weight: 400; overflow-wrap: anywhere; min-width: 7rem; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.figure { text-align: right; white-space: nowrap; }
thead .figure { white-space: normal; }
.table .note { margin: .5rem 0 0; font-size: .875rem; }
figure { margin: 1.5rem 0 1.9rem; }
figure svg { display: block; width: 100%; min-width: 30rem; height: auto; }
figcaption { margin-top: .6rem; max-width: 44rem; color: var(--second); font-size: .9375rem; line-height: 1.45; }
.copyable { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 1.1rem 1.3rem .4rem;
  user-select: text; }
svg .ink { fill: var(--ink); } svg .faint { fill: var(--second); } svg .axis { stroke: var(--strong); }
svg .grid { stroke: var(--line); } svg .line { stroke: var(--accent); } svg .mark { fill: var(--accent); }
svg .bar { fill: var(--accent); } svg .band { fill: var(--accent); } svg .hollow { fill: var(--ground); }
svg .goal { stroke: var(--warn-line); } svg .other { stroke: var(--second); } svg .soft { fill: var(--soft); }
@media (max-width: 36rem) {
  body { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  section { margin-top: 2.5rem; }
  .keys { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1.1rem 1.25rem; }
  th, td { padding-left: .8rem; }
  caption { position: sticky; left: 0; max-width: calc(100vw - 3.2rem); }
  td:last-child:not(.figure) { min-width: 11rem; }
}
@media print {
  @page { size: A4; margin: 18mm 18mm 20mm; }
  :root { color-scheme: light; --ground: #FFFFFF; --raised: #FFFFFF; --ink: #000000; --second: #333A42;
    --muted: #5C6570; --line: #D5D9DE; --strong: #737C86; --accent: #3A40BE; --soft: #EDEEFB; --warn: #704400;
    --warn-soft: #FFFFFF; --warn-line: #A66A00; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 2rem; }
  h2, h3, caption { break-after: avoid; }
  figure, tr, .keys div, .warning { break-inside: avoid; }
  tbody tr:nth-last-child(-n+2), .table .note { break-before: avoid; }
  tbody tr:nth-child(-n+2) { break-after: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; max-width: none; }
  .wide { overflow: visible; }
  figure svg { min-width: 0; }
  a { color: inherit; text-decoration: none; }
}
"""
