import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXTS, chosenLanguage } from "../../web/boot/texts.js";

test("with the same texts and the same facts", () => {
  assert.deepEqual(Object.keys(TEXTS.de), Object.keys(TEXTS.en));
  for (const [name, english] of Object.entries(TEXTS.en)) {
    const german = TEXTS.de[name];
    assert.equal(german.length, english.length, name);
    const facts = Array.from({ length: english.length }, (_, n) => `fact${n}`);
    assert.notEqual(german(...facts), english(...facts), name);
    for (const fact of facts) {
      assert.ok(english(...facts).includes(fact) && german(...facts).includes(fact), `${name} tells ${fact}`);
    }
  }
});

test("in the language of the address, else the kept one, else the browser's, else English", () => {
  const language = (search, kept, ...browser) => chosenLanguage({ search, kept, browser });
  assert.equal(language("?lang=de", "en", "en-US"), "de");
  assert.equal(language("?lang=fr", "de", "en-US"), "de");
  assert.equal(language("", null, "fr", "de-AT", "en"), "de");
  assert.equal(language("", null, "fr"), "en");
  assert.equal(language("?lang=__proto__", "constructor", undefined), "en");
  assert.equal(chosenLanguage({}), "en");
});
