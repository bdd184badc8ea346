// Loaded before a synthesis: for it, it is noon of the day that the variable says.
const noon = Date.parse(`${process.env.KAIZENCOACH_REVIEW_DAY}T12:00:00Z`);
const Original = Date;
globalThis.Date = class extends Original {
  constructor(...given) {
    super(...(given.length === 0 ? [noon] : given));
  }
  static now() {
    return noon;
  }
};
