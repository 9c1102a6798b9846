//! What a screen reader is told while time goes on: changes of meaning, one at a time, the newest of a subject in the place of
//! an older one that was not said yet. The page has four polite live regions and takes them in turn, as some readers break off
//! what they say when the region they read from changes.

use super::Subject;

/// Live regions of the page.
pub const REGIONS: usize = 4;
/// Between two sentences: shorter, and readers lose some.
const PAUSE_MS: u64 = 1_500;
/// Subjects that wait at most; of more, the oldest is not said.
const WAITING_MAX: usize = 3;

/// Sentences on their way to a screen reader.
#[derive(Clone, Debug, Default)]
pub struct Narrator {
    waiting: Vec<(Subject, String)>,
    regions: [String; REGIONS],
    /// The region that spoke last.
    at: usize,
    /// When it spoke.
    spoke_ms: Option<u64>,
}

impl Narrator {
    /// Something is to be said.
    pub fn tell(&mut self, subject: Subject, sentence: String) {
        self.waiting.retain(|(of, _)| *of != subject);
        self.waiting.push((subject, sentence));
        if self.waiting.len() > WAITING_MAX {
            self.waiting.remove(0);
        }
    }

    /// Says the next sentence, if it is time to, and whether there was one. What stood in the regions goes, so that the same
    /// sentence can be said again.
    pub fn speak(&mut self, now_ms: u64) -> bool {
        if self.waiting.is_empty() || self.wait_ms(now_ms) > 0 {
            return false;
        }
        let (_, sentence) = self.waiting.remove(0);
        self.regions.iter_mut().for_each(String::clear);
        self.at = (self.at + 1) % REGIONS;
        self.regions[self.at] = sentence;
        self.spoke_ms = Some(now_ms);
        true
    }

    /// How long until the next sentence may be said.
    fn wait_ms(&self, now_ms: u64) -> u64 {
        self.spoke_ms.map_or(0, |spoke| (spoke + PAUSE_MS).saturating_sub(now_ms))
    }

    /// When to call [`Narrator::speak`] again, if something waits.
    pub fn due_ms(&self, now_ms: u64) -> Option<u64> {
        (!self.waiting.is_empty()).then(|| self.wait_ms(now_ms).max(1))
    }

    /// What stands in the live regions.
    pub fn regions(&self) -> &[String; REGIONS] {
        &self.regions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(narrator: &Narrator) -> Vec<&str> {
        narrator.regions().iter().filter(|text| !text.is_empty()).map(|text| &**text).collect()
    }

    #[test]
    fn the_newest_of_a_subject_takes_the_place_of_the_older() {
        let mut narrator = Narrator::default();
        narrator.tell(Subject::Faults, "Broker 1 stops.".into());
        narrator.speak(0);
        for n in 0..5 {
            narrator.tell(Subject::Cluster, format!("Leader {n}."));
        }
        narrator.tell(Subject::Groups, "A rebalance.".into());
        narrator.speak(100);
        assert_eq!(said(&narrator), ["Broker 1 stops."], "the reader has not done with it");
        assert_eq!(narrator.due_ms(100), Some(1_400));
        narrator.speak(1_500);
        assert_eq!(said(&narrator), ["Leader 4."]);
        narrator.speak(3_000);
        assert_eq!((said(&narrator), narrator.due_ms(3_000)), (vec!["A rebalance."], None));
    }

    #[test]
    fn the_same_sentence_is_said_again_in_another_region() {
        let mut narrator = Narrator::default();
        let mut seen = Vec::new();
        for n in 0..4 {
            narrator.tell(Subject::Faults, "Broker 1 stops.".into());
            narrator.speak(n * 2_000);
            seen.push(narrator.regions().iter().position(|text| !text.is_empty()));
        }
        assert_eq!(seen, [Some(1), Some(2), Some(3), Some(0)]);
    }

    #[test]
    fn what_nobody_waits_for_any_more_is_not_said() {
        let mut narrator = Narrator::default();
        for subject in Subject::ALL {
            narrator.tell(subject, format!("{subject:?}"));
        }
        narrator.speak(0);
        assert_eq!(said(&narrator), ["Records"]);
    }
}
