/** What the page's script needs to start one control; it stands as JSON in the markup. */
export interface ControlPlace {
  readonly name: string;
  readonly namespace: string;
  readonly constructorName: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, { readonly type: string; readonly value: string | null }>>;
  readonly code: readonly string[];
  readonly css: readonly string[];
  readonly resx: readonly { readonly lcid: number | null; readonly url: string }[];
}
