import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly icon: ComponentChildren;
  readonly title: string;
  /** Below the title of the list, or in its place where there is none. */
  readonly level: 2 | 3;
  readonly detail: string;
  readonly children?: ComponentChildren;
}

/** A calm message in the place of the rows. */
export const Notice = ({ icon, title, level, detail, children }: NoticeProps) => {
  const Heading = `h${level}` as const;
  return (
    <div class="portico-notice">
      <span class="portico-notice-icon">{icon}</span>
      <Heading class="portico-notice-title">{title}</Heading>
      <p>{detail}</p>
      {children}
    </div>
  );
};
