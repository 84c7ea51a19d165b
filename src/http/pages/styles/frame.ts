// The frame and the pieces that several pages are made of: header, footer, cards, facts, notes, lists of links.

export const frame = `
.wide{max-width:68rem;margin-inline:auto;padding-inline:1.1rem}
.narrow{max-width:42rem;margin-inline:auto;padding-inline:1.1rem}
main{padding-block:1.6rem 3rem}
.top{background:var(--card);border-bottom:1px solid var(--line)}
.top .wide{display:flex;flex-wrap:wrap;align-items:center;gap:.2rem 1.4rem;padding-block:.55rem}
.top a,.top button{display:inline-flex;align-items:center;min-height:2.2rem}
.home{gap:.5rem;font:600 1.3rem/1 var(--serif);letter-spacing:.005em;color:var(--brand);text-decoration:none;margin-right:auto}
.mark{width:1.2rem;height:1.6rem}
.mark .lit{fill:var(--blaze)}
.sample{background:var(--unsure-bg);color:var(--unsure);font-size:.9rem;margin:0;padding-block:.55rem;border-top:1px solid var(--line)}
.sample .wide{display:block}
.foot{border-top:1px solid var(--line);color:var(--soft);font-size:.87rem;padding-block:1.3rem 2rem}
.foot p{margin:0 0 .2rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.15rem}
section{margin-bottom:2.2rem}
section>h2:not(.unseen){position:relative;padding-left:.86em}
section>h2:not(.unseen)::before{content:"";position:absolute;left:0;top:.17em;width:.36em;height:.86em;border-radius:.09em;background:var(--blaze)}
.kind{font-size:.8rem;font-weight:600;letter-spacing:.07em;text-transform:uppercase;color:var(--ochre);margin-bottom:.35rem}
.hero{display:grid;gap:1rem 1.8rem;margin-bottom:1.6rem}
.hero .lead{max-width:44rem;margin-top:.8rem}
.medal{display:block;width:6rem;height:6rem;flex:none}
img.medal{object-fit:contain}
.who{font:600 1.25rem/1.3 var(--serif);margin-bottom:.1rem}
.by{color:var(--soft);margin-bottom:0}
.columns{display:grid;gap:0 2.4rem}
.columns>*{min-width:0}
.facts{display:grid;gap:.7rem}
.facts dt{font-size:.82rem;color:var(--soft)}
.facts dd{margin:0}
.flag{display:inline-block;font-size:.75rem;font-weight:600;line-height:1.25;padding:.12rem .5rem;border-radius:1rem;border:1px solid var(--blaze);color:var(--ochre)}
strong.flag{background:var(--brand);border-color:var(--brand);color:var(--card)}
.note{border-radius:.6rem;padding:.7rem 1rem;border-left:.3rem solid}
.note.unsure{background:var(--unsure-bg);color:var(--unsure)}
.note.wrong{background:var(--wrong-bg);color:var(--wrong)}
.links{list-style:none;padding:0}
.links li{padding:.45rem 0;border-top:1px solid var(--line)}
.links li:first-child{border-top:0}
.ask .soft{margin:.1rem 0 .45rem}
.ask .note{margin-bottom:1rem}
.ask button{margin-top:.9rem}
.or{display:flex;align-items:center;gap:1rem;color:var(--soft);margin:1.1rem 0}
.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--line)}
.narrow>.facts{margin-bottom:2rem}
.prose{max-width:42rem}
.prose li{margin-bottom:.3rem}
@media (min-width:46rem){
  .hero{grid-template-columns:auto 1fr;padding:1.8rem 2rem}
  .medal{width:9rem;height:9rem}
  .card{padding:1.5rem}
}
@media (min-width:60rem){.columns{grid-template-columns:19rem minmax(0,1fr);align-items:start}}
`;
