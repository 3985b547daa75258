// What was checked, in sentences, and where a sentence did not hold.

/** How many failures of one sentence are printed in full. */
const SHOWN = 12;

export class Report {
  #sentences = [];

  /**
   * States something that has to hold. A sentence that met nothing to hold for fails as well, unless sites may do
   * without it.
   */
  sentence(text, { mayBeEmpty = false } = {}) {
    const sentence = { text, mayBeEmpty, seen: 0, failures: [] };
    this.#sentences.push(sentence);
    return {
      /** Notes that it was looked at once, at `where`, and what was wrong there: a list of lines, empty when it held. */
      at(where, wrong) {
        sentence.seen += 1;
        sentence.failures.push(...wrong.map((what) => ({ where, what })));
      },
      /** Notes one look at `where` that has to be true. */
      holds(where, truth, what) {
        this.at(where, truth ? [] : [what]);
      },
    };
  }

  /** Runs one part; what it throws is a failure of the part and does not hide the others. */
  async part(name, work) {
    try {
      await work();
    } catch (error) {
      const plain = String(error.stack ?? error).replace(/\x1b\[\d+m/g, "");
      this.sentence(`${name} can be checked to the end`).at("", [plain]);
    }
  }

  /** Prints everything; true when all of it held. */
  print() {
    let good = true;
    for (const { text, mayBeEmpty, seen, failures } of this.#sentences) {
      const wrong = seen || mayBeEmpty ? failures : [{ where: "", what: "nothing was there to check" }];
      good &&= wrong.length === 0;
      console.log(wrong.length ? `FAIL  ${text}` : `ok    ${text} (${seen})`);
      for (const { where, what } of wrong.slice(0, SHOWN)) {
        console.log(`        ${where ? `${where}: ` : ""}${what.replaceAll("\n", "\n          ")}`);
      }
      if (wrong.length > SHOWN) console.log(`        and ${wrong.length - SHOWN} more`);
    }
    return good;
  }
}
