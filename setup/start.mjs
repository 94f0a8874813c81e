// `npm start`: sets up, builds, packs, imports and serves the sample portal. Needs Node only.
process.argv.splice(2, 0, 'start');
await import('./portico.mjs');
