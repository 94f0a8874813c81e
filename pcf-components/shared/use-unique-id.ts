import { useState } from 'preact/hooks';
import { randomKey } from './environment.ts';

/** Several controls, each with its own root and maybe its own bundle, share a page; Preact's `useId` is unique within a root only. */
const bundle = randomKey().slice(0, 8);
let given = 0;

/** An id that no other element of the page has, the same as long as the component lives. */
export const useUniqueId = (): string => useState(() => `portico-${bundle}-${given++}`)[0];
