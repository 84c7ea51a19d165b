// The scale of levels as blazes along a trail, and the rubric table. A scale lies flat where its own column is wide
// enough and stands upright where it is not.

export const levels = `
.criteria{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding-inline:1.15rem}
.criterion{container-type:inline-size;margin:0;padding-block:1.2rem 1.1rem;border-top:1px solid var(--line)}
.criterion:first-child{border-top:0}
.scale{list-style:none;padding:0;margin:.8rem 0 .7rem}
.scale li{position:relative;padding:.28rem 0 .5rem 1.9rem;line-height:1.35;color:var(--soft)}
.scale li::before{content:"";position:absolute;left:0;top:.25rem;width:.75rem;height:1.5rem;border-radius:.16rem;border:2px solid var(--soft);background:var(--card);forced-color-adjust:none}
.scale li::after{content:"";position:absolute;left:calc(.375rem - 1px);top:1.75rem;bottom:-.25rem;border-left:2px dotted var(--soft)}
.scale .on:not(.got)::after{border-style:solid;border-color:var(--brand)}
.scale li:last-child::after{display:none}
.summary{font-weight:600}
.prose+.summary{margin-top:.8rem}
.scale .on{color:var(--ink)}
.scale .on::before{background:var(--brand);border-color:var(--brand)}
.scale .got::before{background:var(--blaze);border-color:var(--brand)}
.scale .got .name{font-weight:700}
.scale .flag{margin-left:.3rem;vertical-align:.08em}
.verdictline{margin-bottom:.5rem}
.below{color:var(--wrong);font-weight:600}
.fold summary{color:var(--brand);font-size:.93rem;padding-block:.2rem}
.meanings{margin:.4rem 0 0;font-size:.93rem}
.meanings dt{font-weight:600}
.meanings dd{margin:0 0 .5rem;color:var(--soft)}
@container (min-width:31rem){
  .n1,.n2,.n3,.n4,.n5{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}
  .scale:not(.n6,.n7,.n8) li{padding:2.1rem .8rem 0 0}
  .scale:not(.n6,.n7,.n8) li::before{top:0}
  .scale:not(.n6,.n7,.n8) li::after{left:.75rem;right:0;top:.7rem;bottom:auto;border-left:0;border-top:2px dotted var(--soft)}
  .scale:not(.n6,.n7,.n8) .on:not(.got)::after{border-top:2px solid var(--brand)}
  .scale:not(.n6,.n7,.n8) .name{display:block}
  .scale:not(.n6,.n7,.n8) .flag{margin:.25rem .25rem 0 0}
  .meanings{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}
  .meanings dt{max-width:11rem}
}
.tablebox{overflow-x:auto;border:1px solid var(--line);border-radius:.9rem;background:var(--card)}
.rubric,.rubric tbody,.rubric tr,.rubric th,.rubric td{display:block;text-align:left;font-weight:400}
.rubric thead,.rubric .none{display:none}
.rubric tr+tr{border-top:1px solid var(--line)}
.rubric th{padding:1.1rem 1.1rem .3rem}
.rubric th .name{font:600 1.12rem/1.25 var(--serif)}
.rubric td{padding:.7rem 1.1rem .7rem .8rem;border-left:.3rem solid transparent}
.rubric .more{display:block;color:var(--soft);font-size:.93rem;margin-top:.2rem}
.rubric td .more{color:inherit}
.rubric .points{color:var(--soft);font-size:.82rem;margin-right:.3rem}
.rubric .need{background:var(--tint);border-color:var(--blaze)}
@media (min-width:54rem){
  .rubric{display:table;width:100%;border-collapse:collapse;table-layout:fixed}
  .rubric thead{display:table-header-group}
  .rubric tbody{display:table-row-group}
  .rubric tr{display:table-row}
  .rubric th,.rubric td,.rubric .none{display:table-cell;vertical-align:top;padding:1rem;border:0}
  .rubric thead th{font-size:.8rem;color:var(--soft);padding-block:.6rem}
  .rubric tbody tr{border-top:1px solid var(--line)}
  .rubric td .name,.rubric .points{display:block}
  .rubric td.need{box-shadow:inset 0 .25rem var(--blaze)}
}
`;
