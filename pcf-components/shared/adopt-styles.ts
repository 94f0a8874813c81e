/**
 * Gives a document the style sheet of a control, once. A constructed sheet needs no leave of a content security policy;
 * where the browser has none, a style element does, which the platform's policy allows.
 */
export const adoptStyles = (css: string, document: Document = window.document): void => {
  if (adopted.has(document)) return;
  adopted.add(document);
  if ('adoptedStyleSheets' in document) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return;
  }
  const style = (document as Document).createElement('style');
  style.textContent = css;
  (document as Document).head.append(style);
};

const adopted = new WeakSet<Document>();
