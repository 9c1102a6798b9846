// What is said while there is no app: on the way to it, when it cannot come, and when it has stopped. Everything else is said
// by the app, from its own catalogue (`words/`). Both languages have the same texts, with the same facts; a test says so.

// Where the app keeps the language that a person chose (web/src/browser.rs).
const KEPT = "partita.language";

export const TEXTS = {
  en: {
    loading: () => "Loading Partita …",
    loaded: (got) => `Loading Partita, ${got} KB`,
    loadedOf: (got, total) => `Loading Partita, ${got} of ${total} KB`,
    gone: (path, status) => `${path} is not there (HTTP ${status})`,
    forbidden: () => "This site's Content-Security-Policy forbids WebAssembly. Partita needs 'wasm-unsafe-eval' in script-src.",
    changed: () => "Partita was changed on this site a moment ago, and parts of both versions arrived. Please load the page again.",
    changedBecause: (why) => `Partita was changed on this site a moment ago (${why}), please load the page again`,
    failed: (why) => `Partita could not be loaded: ${why}. Please load the page again.`,
    noWasm: () => "Partita runs as WebAssembly, which this browser does not have or does not allow. Any current browser does.",
    silent: () => "the network does not answer",
    damaged: (why) => `it arrived damaged: ${why}`,
    bugTitle: () => "The engine stopped",
    bugLead: () => "This is a bug in Partita, not in what you did.",
    restart: () => "Restart",
    missingTitle: () => "A part of Partita is missing",
    missingLead: () => "It could not be loaded just now:",
    tryAgain: () => "Try again",
    reportName: () => "Report: what happened, and the story that replays it",
    copyReport: () => "Copy report",
    copied: () => "Copied.",
    notCopied: () => "This browser does not let us copy: the report is selected.",
    noStory: () => "No story was held yet.",
    storyFollows: () => "The story that replays it:",
    stopped: (what) => `Partita stopped: ${what}`,
  },
  de: {
    loading: () => "Partita wird geladen …",
    loaded: (got) => `Partita wird geladen, ${got} KB`,
    loadedOf: (got, total) => `Partita wird geladen, ${got} von ${total} KB`,
    gone: (path, status) => `${path} ist nicht da (HTTP ${status})`,
    forbidden: () => "Die Content-Security-Policy dieser Seite verbietet WebAssembly. Partita braucht 'wasm-unsafe-eval' in script-src.",
    changed: () => "Partita wurde hier eben geändert, und Teile beider Fassungen kamen an. Bitte die Seite neu laden.",
    changedBecause: (why) => `Partita wurde hier eben geändert (${why}), bitte die Seite neu laden`,
    failed: (why) => `Partita ließ sich nicht laden: ${why}. Bitte die Seite neu laden.`,
    noWasm: () => "Partita läuft als WebAssembly, das dieser Browser nicht hat oder nicht erlaubt. Jeder aktuelle Browser kann es.",
    silent: () => "das Netz antwortet nicht",
    damaged: (why) => `beschädigt angekommen: ${why}`,
    bugTitle: () => "Die Engine ist stehen geblieben",
    bugLead: () => "Das ist ein Fehler in Partita, nicht in der Bedienung.",
    restart: () => "Neu starten",
    missingTitle: () => "Ein Teil von Partita fehlt",
    missingLead: () => "Er ließ sich eben nicht laden:",
    tryAgain: () => "Noch einmal versuchen",
    reportName: () => "Bericht: was geschah, und die Story, die es wieder abspielt",
    copyReport: () => "Bericht kopieren",
    copied: () => "Kopiert.",
    notCopied: () => "Dieser Browser lässt nicht kopieren: Der Bericht ist markiert.",
    noStory: () => "Noch war keine Story aufgehoben.",
    storyFollows: () => "Die Story, die es wieder abspielt:",
    stopped: (what) => `Partita ist stehen geblieben: ${what}`,
  },
};

/**
 * The language of this visit: the address's (`?lang=de`), else the one that was chosen at an earlier visit, else the first of
 * the browser's languages that there is, else English. A region does not matter: `de-AT` is German.
 */
export function chosenLanguage({ search = "", kept = null, browser = [] }) {
  const asked = [new URLSearchParams(search).get("lang"), kept, ...browser];
  const known = asked.map((tag) => String(tag ?? "").split(/[-_]/)[0].toLowerCase()).find((tag) => Object.hasOwn(TEXTS, tag));
  return known ?? "en";
}

/** The texts in the language of the document, which the app may change. */
export function texts() {
  return TEXTS[document.documentElement.lang] ?? TEXTS.en;
}

/** Chooses the language of the document. The app reads it there. */
export function chooseLanguage() {
  const { languages, language } = navigator;
  document.documentElement.lang = chosenLanguage({ search: location.search, kept: kept(), browser: languages ?? [language] });
}

/** Asking for the storage may throw: a sandboxed frame has none. */
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
