//! Sentences that arrive as text: the simulator's own, in English. For another language a sentence is recognised by its form and
//! said again with the same facts; one of a form that is not known stays as it is. Tests read the simulator's sources and say
//! which form is missing.

/// A sentence again by a table of forms: in English with `{}` for each fact, and in German with the facts' numbers.
pub(crate) fn again(sentence: &str, forms: &[(&str, &str)]) -> Option<String> {
    forms.iter().find_map(|(form, german)| said(german, &facts(form, sentence)?))
}

/// The facts of a sentence of this form, in their order.
fn facts<'a>(form: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut fixed = form.split("{}");
    let mut rest = sentence.strip_prefix(fixed.next()?)?;
    let mut facts = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(part) = fixed.next() {
        let at = match fixed.peek() {
            Some(_) => rest.find(part)?,
            None => rest.strip_suffix(part)?.len(),
        };
        facts.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(facts)
}

/// A sentence with facts in the places of their numbers.
fn said(german: &str, facts: &[&str]) -> Option<String> {
    let mut parts = german.split('{');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}')?;
        text.push_str(facts.get(number.parse::<usize>().ok()?)?);
        text.push_str(rest);
    }
    Some(text)
}

/// What tests of such tables share.
#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A format of the sources with `{}` for whatever stands in braces.
    pub(crate) fn form(format: &str) -> String {
        let mut form = String::new();
        let mut inside = false;
        for letter in format.chars() {
            if !inside || letter == '}' {
                form.push(letter);
            }
            inside = letter == '{' || inside && letter != '}';
        }
        form
    }

    /// The literals of a source's code, without comments and tests.
    pub(crate) fn literals(source: &str) -> Vec<String> {
        let code = source.split("#[cfg(test)]").next().unwrap_or("");
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned)).collect()
    }

    /// Every fact of each English form is in its German one, and no other.
    pub(crate) fn check(forms: &[(&str, &str)]) {
        for (n, (english, german)) in forms.iter().enumerate() {
            assert!(forms[..n].iter().all(|(before, _)| before != english), "twice: {english}");
            let facts = english.matches("{}").count();
            assert!((0..facts).all(|n| german.contains(&format!("{{{n}}}"))), "{german}");
            assert_eq!(german.matches('{').count(), facts, "{german}");
        }
    }

    #[test]
    fn a_sentence_is_found_by_its_form() {
        let forms = [("{} has {}.", "{1} hat {0}."), ("Nothing.", "Nichts.")];
        assert_eq!(again("a has b.", &forms).as_deref(), Some("b hat a."));
        assert_eq!(again("Nothing.", &forms).as_deref(), Some("Nichts."));
        assert_eq!(again("Nothing. ", &forms), None);
        assert_eq!(again("", &forms), None);
        assert_eq!(form("a {b:02} c {} {{d}}"), "a {} c {} {}}");
    }
}
