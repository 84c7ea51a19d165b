// The ground: colours by their meaning, type, and how plain HTML looks. Green, amber and red mean what a check found and
// are used for nothing else; the ochre of a trail blaze is the accent. Every pair of text and ground meets WCAG 2.2 AA.

export const ground = `
:root{
  color-scheme:light dark;
  --paper:#f6f2ea;--card:#fffdf8;--ink:#1e2a31;--soft:#55616a;--line:#ddd5c6;
  --brand:#173f57;--tint:#e8eef0;--blaze:#d98324;--ochre:#86480a;--button:#173f57;--on-button:#fff;
  --good:#1a673c;--good-bg:#e4f1e8;--unsure:#7d4b00;--unsure-bg:#fbefd6;--wrong:#9c241b;--wrong-bg:#fbe7e3;
  --serif:"Iowan Old Style",Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,"Noto Serif","Liberation Serif",serif;
  --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
}
@media (prefers-color-scheme:dark){:root{
  --paper:#12181c;--card:#1a2227;--ink:#ece6da;--soft:#aab4b9;--line:#34414a;
  --brand:#a3cde2;--tint:#22313a;--blaze:#f0a64b;--ochre:#f3b970;--button:#a3cde2;--on-button:#0e2633;
  --good:#86d6a7;--good-bg:#16301f;--unsure:#f2c67a;--unsure-bg:#352a12;--wrong:#f5a89f;--wrong-bg:#3d1d1a;
}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:clamp(1.65rem,1.25rem + 1.9vw,2.5rem);letter-spacing:-.01em;hyphens:auto}
h1+p,h1+dl{margin-top:.7rem}
h2{font-size:1.35rem;margin:0 0 .6rem}
h3{font-size:1.1rem}
p,ul,ol,dl,pre{margin:0 0 .8rem}
p:last-child,ul:last-child,ol:last-child,dl:last-child{margin-bottom:0}
a{color:var(--brand);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--brand);outline-offset:2px;border-radius:.2rem}
main:focus{outline:0}
code{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere;unicode-bidi:isolate}
pre{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;overflow:auto}
label{display:block;font-weight:600}
input,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.5rem;padding:.65rem .8rem;min-height:2.9rem}
textarea{font:.86rem/1.5 var(--mono);resize:vertical}
button{font:inherit;cursor:pointer}
button.main{background:var(--button);color:var(--on-button);border:1px solid transparent;border-radius:.5rem;padding:.6rem 1.4rem;min-height:2.9rem;font-weight:600}
button.main:hover{box-shadow:inset 0 0 0 2px var(--blaze)}
button.plain{background:none;border:0;padding:0;color:var(--brand);text-decoration:underline}
summary{cursor:pointer}
svg{display:block}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-5rem;background:var(--card);padding:.6rem 1rem;z-index:2}
.skip:focus{top:.5rem}
.soft{color:var(--soft);font-size:.93rem}
.lead{font-size:1.1rem}
.paper{display:none}
`;
