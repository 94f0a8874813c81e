/**
 * What an entry of a page asks of the person it is shown to: that the policy leaves rows on which they could have a privilege or
 * an action, that they have signed in, or that they are of one of some personas. Showing an entry opens no door.
 */
export type Need =
  | { readonly table: string; readonly privilege: string }
  | { readonly table: string; readonly action: string }
  | { readonly signedIn: true }
  | { readonly personas: readonly string[] };
