import '@testing-library/jest-dom/jest-globals';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { configure } from '@testing-library/dom';
import './dialog.ts';
import { cleanUpPage } from './page.ts';
import { server } from './server.ts';

// Two cores may be shared with a whole build.
configure({ asyncUtilTimeout: 8_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => cleanUpPage());
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => server.close());
