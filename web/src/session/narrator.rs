//! What a screen reader is told while time goes on: what its person wants to hear, one sentence at a time. A sentence waits
//! until nothing newer of its subject comes, which takes its place. The page has four polite live regions and takes them in
//! turn, as some readers break off what they say when the region they read from changes.

use super::{Detail, Subject};

/// Live regions of the page.
pub const REGIONS: usize = 4;
/// Between two sentences: shorter, and readers lose some.
const PAUSE_MS: u64 = 1_500;
/// A sentence is said when nothing newer of its subject came for so long,
const SETTLE_MS: u64 = 300;
/// and at the latest so long after the first that it stands for: where something changes all the time, that is heard too.
const SETTLE_MS_MAX: u64 = 1_500;
/// Subjects that wait at most; of more, the oldest is not said, promises aside.
const WAITING_MAX: usize = 3;

/// Sentences on their way to a screen reader.
#[derive(Clone, Debug, Default)]
pub struct Narrator {
    /// How much is told.
    pub detail: Detail,
    waiting: Vec<Waiting>,
    regions: [String; REGIONS],
    /// The region that spoke last.
    at: usize,
    /// When it spoke.
    spoke_ms: Option<u64>,
}

/// A sentence that is not said yet.
#[derive(Clone, Debug)]
struct Waiting {
    /// What it is about: an event, or the page itself.
    about: Option<Subject>,
    sentence: String,
    /// When the first of those came that it stands for, and when it came itself.
    first_ms: u64,
    came_ms: u64,
}

impl Waiting {
    /// When it may be said.
    fn settled_ms(&self) -> u64 {
        (self.came_ms + SETTLE_MS).min(self.first_ms + SETTLE_MS_MAX)
    }
}

impl Narrator {
    /// Tells as much as this.
    pub fn of(detail: Detail) -> Self {
        Self { detail, ..Self::default() }
    }

    /// Something is to be said of the cluster.
    pub fn tell(&mut self, subject: Subject, sentence: String, now_ms: u64) {
        self.add(Some(subject), sentence, now_ms);
    }

    /// Something is to be said of the page.
    pub fn hint(&mut self, sentence: String, now_ms: u64) {
        self.add(None, sentence, now_ms);
    }

    fn add(&mut self, about: Option<Subject>, sentence: String, now_ms: u64) {
        let older = self.waiting.iter().position(|waiting| waiting.about == about);
        let first_ms = older.map_or(now_ms, |at| self.waiting.remove(at).first_ms);
        self.waiting.push(Waiting { about, sentence, first_ms, came_ms: now_ms });
        if self.waiting.len() > WAITING_MAX {
            let spared = |waiting: &Waiting| waiting.about == Some(Subject::Verdict);
            let dropped = self.waiting.iter().position(|waiting| !spared(waiting));
            self.waiting.remove(dropped.unwrap_or(0));
        }
    }

    /// Says the next sentence, if it is time to, and whether there was one. What stood in the regions goes, so that the same
    /// sentence can be said again.
    pub fn speak(&mut self, now_ms: u64) -> bool {
        if self.pause_ms(now_ms) > 0 {
            return false;
        }
        let Some(next) = self.waiting.iter().position(|waiting| waiting.settled_ms() <= now_ms) else {
            return false;
        };
        let next = self.waiting.remove(next);
        self.regions.iter_mut().for_each(String::clear);
        self.at = (self.at + 1) % REGIONS;
        self.regions[self.at] = next.sentence;
        self.spoke_ms = Some(now_ms);
        true
    }

    /// How long the sentence before still has.
    fn pause_ms(&self, now_ms: u64) -> u64 {
        self.spoke_ms.map_or(0, |spoke| (spoke + PAUSE_MS).saturating_sub(now_ms))
    }

    /// In how many milliseconds to call [`Narrator::speak`] again, if something waits.
    pub fn due_ms(&self, now_ms: u64) -> Option<u64> {
        let settled = self.waiting.iter().map(Waiting::settled_ms).min()?;
        Some(self.pause_ms(now_ms).max(settled.saturating_sub(now_ms)).max(1))
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

    /// Goes on from one due moment to the next, and says what is heard until nothing waits, and when.
    fn heard(narrator: &mut Narrator, mut now_ms: u64) -> Vec<(u64, String)> {
        let mut heard = Vec::new();
        while let Some(due) = narrator.due_ms(now_ms) {
            now_ms += due;
            if narrator.speak(now_ms) {
                heard.push((now_ms, said(narrator).concat()));
            }
        }
        heard
    }

    #[test]
    fn the_newest_of_a_subject_takes_the_place_of_the_older() {
        let mut narrator = Narrator::default();
        narrator.tell(Subject::Faults, "Broker 1 stops.".into(), 0);
        narrator.speak(SETTLE_MS);
        for n in 0..5 {
            narrator.tell(Subject::Cluster, format!("Leader {n}."), SETTLE_MS);
        }
        narrator.tell(Subject::Groups, "A rebalance.".into(), SETTLE_MS);
        assert!(!narrator.speak(1_000));
        assert_eq!(said(&narrator), ["Broker 1 stops."], "the reader has not done with it");
        let rest = heard(&mut narrator, 1_000);
        assert_eq!(rest, [(1_800, "Leader 4.".to_owned()), (3_300, "A rebalance.".to_owned())]);
    }

    #[test]
    fn a_sentence_waits_until_its_subject_is_quiet() {
        let mut narrator = Narrator::default();
        narrator.tell(Subject::Cluster, "ISR 1, 2.".into(), 1_000);
        assert!(!narrator.speak(1_000 + SETTLE_MS - 1));
        narrator.tell(Subject::Cluster, "ISR 1.".into(), 1_200);
        assert!(!narrator.speak(1_000 + SETTLE_MS), "what came between has to settle as well");
        assert_eq!(heard(&mut narrator, 1_300), [(1_200 + SETTLE_MS, "ISR 1.".to_owned())]);
    }

    #[test]
    fn what_never_is_quiet_is_heard_all_the_same() {
        let mut narrator = Narrator::default();
        let spoke = (0..100).map(|n| n * 100).find(|now| {
            narrator.tell(Subject::Records, format!("At {now}."), *now);
            narrator.speak(*now)
        });
        assert_eq!((spoke, said(&narrator)), (Some(SETTLE_MS_MAX), vec!["At 1500."]));
    }

    #[test]
    fn who_has_settled_does_not_wait_for_who_has_not() {
        let mut narrator = Narrator::default();
        narrator.tell(Subject::Records, "Records.".into(), 0);
        narrator.tell(Subject::Faults, "Broker 1 stops.".into(), 100);
        narrator.tell(Subject::Records, "More records.".into(), 350);
        narrator.speak(400);
        assert_eq!(said(&narrator), ["Broker 1 stops."]);
    }

    #[test]
    fn the_same_sentence_is_said_again_in_another_region() {
        let mut narrator = Narrator::default();
        let mut seen = Vec::new();
        for n in 0..4 {
            narrator.tell(Subject::Faults, "Broker 1 stops.".into(), n * 2_000);
            narrator.speak(n * 2_000 + SETTLE_MS);
            seen.push(narrator.regions().iter().position(|text| !text.is_empty()));
        }
        assert_eq!(seen, [Some(1), Some(2), Some(3), Some(0)]);
    }

    #[test]
    fn what_nobody_waits_for_any_more_is_not_said_but_a_promise_is() {
        let mut narrator = Narrator::default();
        narrator.tell(Subject::Verdict, "A record is lost.".into(), 0);
        for subject in Subject::ALL.into_iter().filter(|subject| *subject != Subject::Verdict) {
            narrator.tell(subject, format!("{subject:?}"), 0);
        }
        narrator.hint("The keys.".into(), 0);
        let heard: Vec<String> = heard(&mut narrator, 0).into_iter().map(|(_, said)| said).collect();
        assert_eq!(heard, ["A record is lost.", "Commands", "The keys."]);
    }
}
