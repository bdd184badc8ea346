module.exports = globalThis.sharedValidationLibrary;
