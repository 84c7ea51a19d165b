// What single pages need beyond the shared pieces: badge, achievement, institution, first page; and paper.

export const pages = `
.standing{border-top:.35rem solid var(--brand)}
.standing p{margin-bottom:.6rem}
.standing form{margin:1rem 0 .6rem}
.standing .main{width:100%}
.state{font:600 1.3rem/1.2 var(--serif);color:var(--brand)}
.suspended,.expired{border-top-color:var(--unsure)}
.suspended .state,.expired .state{color:var(--unsure)}
.revoked{border-top-color:var(--wrong)}
.revoked .state{color:var(--wrong)}
.standing .facts{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1.2rem}
.evidence{list-style:none;padding:0 1.15rem;background:var(--card);border:1px solid var(--line);border-radius:.9rem}
.evidence li{display:flex;gap:.9rem;padding-block:1rem;border-top:1px solid var(--line)}
.evidence li:first-child{border-top:0}
.evidence li>div{min-width:0}
.evidence p{margin-bottom:.15rem}
.evidence .name,.tasks .name{font-weight:600}
.icon{width:1.5rem;height:1.5rem;flex:none;fill:none;stroke:var(--brand);stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.tasks{padding-left:1.3rem}
.tasks li{margin-bottom:1rem}
.tasks p{margin-bottom:.15rem}
.tasks .flag{margin-left:.3rem}
.tiles{list-style:none;padding:0;display:grid;gap:1rem}
.tiles .card{display:flex;gap:1.1rem}
.tiles .card>div{min-width:0}
.tiles .medal{width:4.2rem;height:4.2rem}
.tiles h3+p,.tiles p+p{margin:.3rem 0 0}
.tiles .kind{margin-bottom:.2rem}
.pitch,.pair{display:grid;gap:0 3rem}
.pitch{padding-block:.8rem 1rem}
.pitch>div{margin-bottom:1.6rem}
.pitch .lead{margin-top:1rem}
.trail{list-style:none;padding:0;display:grid;gap:1.2rem}
.trail li{position:relative;padding-left:2.2rem}
.trail li::before{content:"";position:absolute;left:0;top:.15rem;width:.9rem;height:1.9rem;border-radius:.2rem;background:var(--brand)}
.trail li:not(:last-child)::after{content:"";position:absolute;left:calc(.45rem - 1px);top:2.3rem;bottom:-1rem;border-left:2px dotted var(--soft)}
.trail li:last-child::before{background:var(--blaze)}
.trail strong,.trail span{display:block}
.trail strong{font:600 1.08rem/1.3 var(--serif)}
.trail span{color:var(--soft);font-size:.93rem}
.lost{padding-block:2rem}
.lost .links{margin-top:1.5rem}
@media (min-width:46rem){
  .tiles{grid-template-columns:repeat(auto-fill,minmax(19rem,1fr))}
  .pair{grid-template-columns:1fr 1fr}
}
@media (min-width:60rem){
  .columns.even{grid-template-columns:minmax(0,1.45fr) minmax(0,1fr)}
  .badge .side{position:sticky;top:1rem}
  .pitch{grid-template-columns:1.15fr 1fr;padding-block:2.2rem 1.4rem}
  .pitch h1{font-size:3rem}
  .trail{grid-template-columns:repeat(5,1fr);gap:1.4rem}
  .trail li{padding:2.6rem 0 0}
  .trail li:not(:last-child)::after{left:1.3rem;right:-1rem;top:1rem;bottom:auto;border-left:0;border-top:2px dotted var(--soft)}
}
@media print{
  :root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--tint:#eee}
  body{font-size:10.5pt}
  .top nav,.skip,.foot,form,.again,.more,.standing .soft,.passon button,.verdict .count{display:none}
  .paper{display:block;overflow-wrap:anywhere}
  .badge .side{position:static}
  .criterion,.evidence li,.check,.rubric tr,.verdict,.facts>div{break-inside:avoid}
  .columns.even{display:block}
  details::details-content{content-visibility:visible;block-size:auto}
  *{print-color-adjust:exact}
}
`;
