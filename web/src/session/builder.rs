//! A cluster of one's own: what a person chooses, and the story that begins with it.

/// Most brokers, controllers apart and racks that can be chosen.
pub const BROKERS_MAX: u32 = 50;
/// Most controllers apart.
pub const CONTROLLERS_MAX: u32 = 5;

/// A cluster that is being built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    /// Brokers.
    pub brokers: u32,
    /// Controllers apart from them; 0 makes the first brokers controllers as well.
    pub controllers: u32,
    /// Racks; the brokers are spread over them. 0 and 1 are none.
    pub racks: u32,
    /// Latency of a link, microseconds.
    pub latency_us: u32,
    /// Settings of all brokers, one `name=value` a line.
    pub defaults: String,
}

impl Default for Builder {
    fn default() -> Self {
        Self { brokers: 3, controllers: 0, racks: 0, latency_us: 500, defaults: String::new() }
    }
}

impl Builder {
    /// The story that begins with this cluster. What is not of the form `name=value` is left to the reader of the story to
    /// refuse, with its line.
    pub fn story(&self) -> String {
        let brokers = self.brokers.clamp(1, BROKERS_MAX);
        let mut story = format!(
            "partita story 1\nseed 1\nbrokers {brokers}\ncontrollers {}\nlatency {}us\n",
            self.controllers.min(CONTROLLERS_MAX),
            self.latency_us.max(1)
        );
        let racks = self.racks.min(brokers);
        if racks > 1 {
            for broker in 0..brokers {
                // Neighbours stand in one rack, as on the stage.
                let rack = char::from(b'a' + u8::try_from(broker * racks / brokers % 26).unwrap_or(0));
                story.push_str(&format!("rack {broker} {rack}\n"));
            }
        }
        for line in self.defaults.lines().map(str::trim).filter(|line| !line.is_empty()) {
            story.push_str(&format!("set {line}\n"));
        }
        story
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brokers_are_spread_over_racks() {
        let built = Builder { brokers: 5, racks: 2, controllers: 3, ..Builder::default() };
        let story = built.story();
        let racks: Vec<&str> = story.lines().filter(|line| line.starts_with("rack")).collect();
        assert_eq!(racks, ["rack 0 a", "rack 1 a", "rack 2 a", "rack 3 b", "rack 4 b"]);
    }

    #[test]
    fn what_is_built_can_be_opened_and_what_is_wrong_is_named() {
        let built = Builder {
            brokers: 7,
            racks: 3,
            defaults: "min.insync.replicas=2\n".into(),
            ..Builder::default()
        };
        assert!(crate::stories::open(&built.story()).is_ok());
        let wrong = Builder { defaults: "min.insync.replicas 2".into(), ..Builder::default() };
        assert!(crate::stories::open(&wrong.story()).is_err_and(|error| error.starts_with("line 6")));
    }
}
