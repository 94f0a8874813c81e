const icon = (path: string) => () => (
  <svg class="portico-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

export const SearchIcon = icon('M13 13l4 4M8.5 14a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11z');
export const ClearIcon = icon('M5.5 5.5l9 9M14.5 5.5l-9 9');
export const UpIcon = icon('M10 16V4.5M5.5 9L10 4.5 14.5 9');
export const DownIcon = icon('M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5');
export const UnsortedIcon = icon('M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5');
export const BackIcon = icon('M12 5l-5 5 5 5');
export const ForwardIcon = icon('M8 5l5 5-5 5');
export const LockIcon = icon('M6 9V6.8a4 4 0 0 1 8 0V9M5.5 9h9v7h-9z');
export const CopyIcon = icon('M7.5 7.5h8v9h-8zM4.5 12.5v-9h8');
export const InboxIcon = icon('M3 11.5l2.5-7h9l2.5 7v4H3zM3 11.5h4l1 2h4l1-2h4');
export const WarningIcon = icon('M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.2v.1');
export const MoreIcon = icon('M5 8l5 5 5-5');
export const ClockIcon = icon('M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM10 6v4.2l2.8 1.8');
export const LateIcon = icon('M7.2 3h5.6L17 7.2v5.6L12.8 17H7.2L3 12.8V7.2zM10 6.5v4.2M10 13.4v.1');
export const PauseIcon = icon('M7 5v10M13 5v10');
export const CheckIcon = icon('M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM7 10.2l2.2 2.2L13.2 8');
export const UnknownIcon = icon('M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM8 8.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M10 13.6v.1');
