import fc from 'fast-check';

// Loaded before the tests only where a seed is asked for (`npm run properties`); otherwise each run draws its own.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED']) });
