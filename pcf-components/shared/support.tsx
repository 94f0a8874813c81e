import type { ControlHost } from './control-host.ts';
import { supportLink } from './page-context.ts';

/** Whom to ask, where the site names somebody. */
export const Support = ({ host: { text, context }, reference }: { readonly host: ControlHost; readonly reference: string }) => {
  if (context.support === null) return null;
  const link = supportLink(context.support, reference);
  return (
    <p class="portico-support">
      {text(reference ? 'support' : 'supportPlain')} {link ? <a href={link}>{context.support}</a> : <span>{context.support}</span>}
    </p>
  );
};
