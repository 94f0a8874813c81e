export { fold } from '../../../engine/index.ts';
