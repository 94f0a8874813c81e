/** The bar's look: violet in light and dark, with a striped edge, unlike any page of a business. */
export const barStyles = `
:host{all:initial;display:block;position:relative;z-index:2147483000;color-scheme:dark;font:14px/1.4 system-ui,"Segoe UI",Roboto,sans-serif}
*{box-sizing:border-box}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem 1.25rem;padding:.4rem 1.25rem .6rem;background:#241b4d;color:#fff;position:relative}
.bar::after{content:"";position:absolute;inset-inline:0;inset-block-end:0;block-size:4px;background:repeating-linear-gradient(-45deg,#b7a6ff 0 10px,#5b3fd4 10px 20px)}
p{margin:0}p span{color:#cfc7f2}
form{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-inline-start:auto}
label{color:#cfc7f2}
select,button{font:inherit;min-height:36px;border-radius:8px;border:1px solid #a99be6;background:#352a66;color:#fff;padding:.25rem .7rem;max-width:min(24rem,80vw)}
button{font-weight:600;background:#b7a6ff;color:#1a1333;border-color:#b7a6ff;cursor:pointer}
button.quiet{background:transparent;color:#fff}
button[hidden]{display:none}
a{color:#fff;min-height:36px;display:inline-flex;align-items:center;white-space:pre}
:focus-visible{outline:3px solid #fff;outline-offset:2px}
@media (max-width:40rem){
.bar{padding:.35rem .75rem .55rem;gap:.25rem .75rem}
.bar>a{order:1;margin-inline-start:auto}
form{order:2;flex-wrap:nowrap;inline-size:100%;margin:0}
select{flex:1;min-inline-size:0}
button{flex:none}
button.quiet{display:none}
label,a span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
}
@media (max-width:23rem){.bar{padding-inline:.5rem;column-gap:.5rem}p,.bar>a{font-size:12px}}
@media (forced-colors:active){.bar{border-block-end:3px solid CanvasText}select,button{border:1px solid}}
@media print{:host{display:none}}
`;
