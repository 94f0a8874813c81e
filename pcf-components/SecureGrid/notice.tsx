import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly icon: ComponentChildren;
  readonly title: string;
  readonly detail: string;
  readonly children?: ComponentChildren;
}

/** A calm message in the place of the rows. */
export const Notice = ({ icon, title, detail, children }: NoticeProps) => (
  <div class="portico-notice">
    <span class="portico-notice-icon">{icon}</span>
    <h3 class="portico-notice-title">{title}</h3>
    <p>{detail}</p>
    {children}
  </div>
);
