// The report of a verification: the verdict, who stands behind it, every check; and the form that asks for one.

export const report = `
.verdict{display:grid;gap:1rem 1.6rem;border-radius:.9rem;padding:1.3rem;margin-bottom:2rem;border:1px solid}
.verdict svg{width:3.6rem;height:3.6rem;fill:currentColor}
.verdict path{fill:none;stroke:var(--card);stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.verdict .lead,.verdict .count,.verdict .troubles,.verdict .what{color:var(--ink)}
.verdict .count{font-size:.93rem}
.verdict a{color:inherit}
.verdict.valid{background:var(--good-bg);color:var(--good)}
.verdict.invalid{background:var(--wrong-bg);color:var(--wrong)}
.verdict.indeterminate{background:var(--unsure-bg);color:var(--unsure)}
.troubles{padding-left:1.1rem}
.report .facts{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.15rem}
.report .note{margin-bottom:1rem}
.checks{background:var(--card);border:1px solid var(--line);border-radius:.9rem}
.check+.check{border-top:1px solid var(--line)}
.check summary{display:flex;align-items:center;gap:.6rem;padding:.7rem 1rem;list-style:none}
.check summary::-webkit-details-marker{display:none}
.check summary::after{content:"";width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(45deg) translate(-2px,-2px);margin-left:.2rem;flex:none}
.check[open] summary::after{transform:rotate(225deg) translate(-2px,-2px)}
.check .name{font-weight:600;margin-right:auto;min-width:0}
.check .out{font-size:.85rem;text-align:right;color:var(--soft)}
.sign{width:1.3rem;height:1.3rem;flex:none;fill:none;stroke:var(--soft);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.pass .sign{stroke:var(--good)}
.fail .sign{stroke:var(--wrong)}
.unknown .sign{stroke:var(--unsure)}
.pass .out{color:var(--good)}
.fail .out{color:var(--wrong)}
.unknown .out{color:var(--unsure)}
.check .inner{padding:0 1rem 1rem 2.9rem}
.check p{margin-bottom:.4rem}
.detail{font-size:.87rem;color:var(--soft)}
.detail dt{display:inline}
.detail dt::after{content:": "}
.detail dd{display:inline;margin:0}
.again{max-width:42rem}
.claims>summary{color:var(--brand);font-weight:600;padding-block:.4rem;margin-bottom:1.2rem}
.verdict .what{font-size:1.1rem;margin-bottom:.5rem}
.report .facts>*,.report .facts{min-width:0;overflow-wrap:anywhere}
.trust{display:block;margin-top:.4rem;padding-left:.7rem;border-left:.2rem solid var(--line)}
.trust.pass{border-color:var(--good);color:var(--good)}
.trust.fail{border-color:var(--wrong);color:var(--wrong)}
.trust.unknown{border-color:var(--unsure);color:var(--unsure)}
.id{color:var(--soft)}
ul.plain{list-style:none;padding:0;margin:0}
.check .facts{background:none;border:0;padding:0;margin:.6rem 0}
.check .checks{margin-top:.6rem}
.check .checks .inner{padding-left:1rem}
blockquote{margin:0 0 .8rem;padding-left:.9rem;border-left:.2rem solid var(--blaze)}
.worth{margin-top:1rem}
.worth h3{margin-bottom:.3rem}
dl.inner dt{font-weight:600}
dl.inner dd{margin:0 0 .6rem}
.report .asof{margin-bottom:2rem}
.again>p{margin-top:.8rem}
.scores{margin-top:.8rem}
.ask .fold{margin-top:.8rem}
.ask .fold label{margin-top:.5rem}
input[type=file]{padding:1rem;border-style:dashed;min-height:4rem}
input[type=file]::file-selector-button{font:inherit;margin-right:.8rem;padding:.3rem .8rem;border:1px solid var(--brand);border-radius:.4rem;background:var(--tint);color:var(--brand)}
.tick{display:flex;gap:.6rem;align-items:start;margin:1rem 0 0}
.tick input{width:1.5rem;min-height:1.5rem;flex:none;margin:0}
.tick label{font-weight:400}
button.second{background:none;color:var(--brand);border:1px solid var(--brand);border-radius:.5rem;padding:.6rem 1.4rem;min-height:2.9rem;font-weight:600}
@media (min-width:46rem){.verdict{grid-template-columns:auto 1fr;padding:1.8rem 2rem}}
`;
