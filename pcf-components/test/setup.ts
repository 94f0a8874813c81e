import '@testing-library/jest-dom/jest-globals';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { cleanUpPage } from './page.ts';
import { server } from './server.ts';

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => cleanUpPage());
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => server.close());
