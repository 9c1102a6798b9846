//! A tool that asks, waits and prints, written as one function from top to bottom.
//!
//! The function is run again from its beginning whenever an answer comes: what it asked before is not asked again, it
//! finds the answers where it left them; what it printed before is not printed again. So its whole state is the list of
//! answers, which can be copied, and the code reads as Kafka's does, without threads. That is right as long as the
//! function depends on nothing but its arguments and what [`Script`] gives it.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::{Admin, AskId, Target};
use partita_client::settings::{AdminSettings, ConfigError};
use partita_client::{Broker, ClientError};
use partita_machine::{Effect, Input, Instant, Now, Rng, Stream};
use partita_wire::{ErrorCode, Request, Response};

use crate::client_log::{ClientLog, Kind};
use crate::files::Files;
use crate::options::{OptionError, Options, Spec};
use crate::thrown::Thrown;
use crate::time::log_line;

/// Why a script stops where it is.
#[derive(Clone, Debug)]
pub(crate) enum Halt {
    /// Answers are still to come.
    Waits,
    /// It ends with this status.
    Exit(i32),
    /// It ends with an exception.
    Thrown(Thrown),
}

impl<E: Into<Thrown>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Thrown(error.into())
    }
}

/// Most calls of one script: answers that lead to ever more questions end it.
const CALLS_MAX: usize = 10_000;

/// What a step of a script gives.
pub(crate) type Flow<T> = Result<T, Halt>;

/// The function that a script is. It gives the exit status.
pub(crate) type Run = fn(&mut Script<'_>) -> Flow<i32>;

/// How a call ended: the answers by broker, or the error.
pub(crate) type Outcome = Result<Vec<(i32, Response)>, ClientError>;

/// A call to make: its name in Kafka's admin client, whom it is for, its body.
pub(crate) type Ask = (&'static str, Target, Request);

/// What is kept between two runs of the function.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    run: Run,
    words: Vec<String>,
    files: Files,
    rng: Rng,
    client: Option<(Admin, ClientLog)>,
    /// Ends of the calls that were made, in their order.
    outcomes: Vec<Option<Outcome>>,
    under_way: BTreeMap<AskId, usize>,
    /// Pieces of text that were printed.
    printed: usize,
    /// Moments that were asked for.
    moments: Vec<Now>,
    /// Brokers that were asked for.
    coordinators: Vec<Option<Broker>>,
    /// Ends of the times that it slept.
    sleeps: Vec<Instant>,
    /// Until when the last input was; what ended before needs no waking.
    seen: Instant,
}

/// What the function has to do with the world.
pub(crate) struct Script<'a> {
    kept: &'a mut Kept,
    now: Now,
    effects: &'a mut Vec<Effect>,
    calls: usize,
    prints: usize,
    moments: usize,
    coordinators: usize,
    sleeps: usize,
}

impl Kept {
    pub(crate) fn new(run: Run, words: Vec<String>, files: Files, rng: Rng) -> Self {
        Self {
            run,
            words,
            files,
            rng,
            client: None,
            outcomes: Vec::new(),
            under_way: BTreeMap::new(),
            printed: 0,
            moments: Vec::new(),
            coordinators: Vec::new(),
            sleeps: Vec::new(),
            seen: Instant(0),
        }
    }

    /// Takes an input; gives the exit status if the tool has ended by it.
    pub(crate) fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        let from = effects.len();
        let status = self.advance(now, input, effects);
        if let Some((_, log)) = &mut self.client {
            log.after(now, from, effects);
        }
        status
    }

    fn advance(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        let stopped = match input {
            Input::Interrupt => Some(130),
            Input::Terminate => Some(143),
            _ => None,
        };
        if let Some((admin, log)) = self.client.as_mut().filter(|_| stopped.is_none()) {
            log.before(now, &input, effects);
            admin.handle(now, input, effects);
        }
        loop {
            self.take_answers();
            let before = self.outcomes.len();
            let status = stopped.or_else(|| self.once(now, effects));
            if let Some(status) = status {
                if let Some((admin, _)) = &mut self.client {
                    admin.close(effects);
                }
                return Some(status);
            }
            if self.outcomes.len() == before {
                return None;
            }
        }
    }

    fn take_answers(&mut self) {
        let Some((admin, _)) = &mut self.client else { return };
        for answer in admin.take_answers() {
            if let Some(number) = self.under_way.remove(&answer.id) {
                self.outcomes[number] = Some(answer.outcome);
            }
        }
    }

    /// When [`Input::Wake`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let sleep = self.sleeps.last().copied().filter(|&until| until > self.seen);
        self.client.as_ref().and_then(|(admin, _)| admin.wake_at()).into_iter().chain(sleep).min()
    }

    fn once(&mut self, now: Now, effects: &mut Vec<Effect>) -> Option<i32> {
        let run = self.run;
        self.seen = now.at;
        let (calls, prints, moments, coordinators, sleeps) = (0, 0, 0, 0, 0);
        let mut script = Script { kept: self, now, effects, calls, prints, moments, coordinators, sleeps };
        match run(&mut script) {
            Ok(status) | Err(Halt::Exit(status)) => Some(status),
            Err(Halt::Waits) => None,
            Err(Halt::Thrown(thrown)) => {
                script.print(Stream::Err, &(thrown.text() + "\n"));
                Some(1)
            }
        }
    }
}

impl Script<'_> {
    /// The words of the command line.
    pub(crate) fn words(&self) -> &[String] {
        &self.kept.words
    }

    /// The options of the command line.
    pub(crate) fn options(&self, specs: &[Spec]) -> Result<Options, OptionError> {
        Options::read(specs, &self.kept.words)
    }

    /// Makes the client, once: with `pairs` as its settings.
    pub(crate) fn connect(&mut self, pairs: &[(String, String)]) -> Result<(), ConfigError> {
        if self.kept.client.is_some() {
            return Ok(());
        }
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let settings = AdminSettings::new(&pairs)?;
        let common = &settings.common;
        let prefix = format!("[AdminClient clientId={}]", common.client_id);
        let log = ClientLog::new(Kind::Admin, prefix, common.bootstrap_servers.clone());
        self.kept.client = Some((Admin::new(settings, self.kept.rng.split()), log));
        Ok(())
    }

    /// The content of a file that an option names.
    pub(crate) fn file(&self, name: &str) -> Result<String, Thrown> {
        self.kept.files.text(name).map(ToString::to_string).ok_or_else(|| Thrown::no_file(name))
    }

    /// The content of a file, byte for byte.
    pub(crate) fn bytes(&self, name: &str) -> Option<bytes::Bytes> {
        self.kept.files.bytes(name)
    }

    /// The JSON of a file that an option names.
    pub(crate) fn json_file(&self, name: &str) -> Result<String, Thrown> {
        self.file(name).map_err(|_| Thrown::unreadable(name))
    }

    /// Chance: the same whenever the script comes here.
    pub(crate) fn rng(&self) -> Rng {
        self.kept.rng.clone()
    }

    /// Waits.
    pub(crate) fn sleep_ms(&mut self, ms: u64) -> Flow<()> {
        if self.kept.sleeps.len() <= self.sleeps {
            self.kept.sleeps.push(self.now.at.after_ms(ms));
        }
        self.sleeps += 1;
        if self.kept.sleeps[self.sleeps - 1] <= self.now.at { Ok(()) } else { Err(Halt::Waits) }
    }

    /// Makes a call that one broker answers, and waits for its end.
    pub(crate) fn ask(
        &mut self,
        name: &'static str,
        to: Target,
        body: impl Into<Request>,
    ) -> Flow<Result<Response, ClientError>> {
        Ok(self.ask_each(name, to, body)?.and_then(|answers| first(answers).map(|(_, response)| response)))
    }

    /// Makes a call that several brokers may answer, and waits for its end.
    pub(crate) fn ask_each(
        &mut self,
        name: &'static str,
        to: Target,
        body: impl Into<Request>,
    ) -> Flow<Outcome> {
        let mut outcomes = self.ask_all(alloc::vec![(name, to, body.into())])?;
        Ok(outcomes.remove(0))
    }

    /// Makes calls side by side and waits for the end of all.
    pub(crate) fn ask_all(&mut self, asks: Vec<Ask>) -> Flow<Vec<Outcome>> {
        let first = self.calls;
        self.calls += asks.len();
        if self.calls > CALLS_MAX {
            let why = format!("More than {CALLS_MAX} calls");
            return Err(ClientError::new(ErrorCode::UnknownServerError, why).into());
        }
        if self.kept.outcomes.len() <= first {
            for (name, to, body) in asks {
                if let Some((admin, _)) = &mut self.kept.client {
                    let version_max = version_max(&body);
                    let id = admin.ask_up_to(self.now, name, to, body, version_max, self.effects);
                    self.kept.under_way.insert(id, self.kept.outcomes.len());
                }
                self.kept.outcomes.push(None);
            }
        }
        let outcomes = self.kept.outcomes[first..self.calls].iter().cloned();
        outcomes.collect::<Option<Vec<_>>>().ok_or(Halt::Waits)
    }

    /// What is known of a broker when the script comes here first.
    pub(crate) fn broker(&mut self, id: i32) -> Option<Broker> {
        if self.kept.coordinators.len() <= self.coordinators {
            let brokers = self.kept.client.as_ref().map(|(admin, _)| &admin.metadata().brokers);
            self.kept.coordinators.push(brokers.and_then(|brokers| brokers.get(&id).cloned()));
        }
        self.coordinators += 1;
        self.kept.coordinators[self.coordinators - 1].clone()
    }

    /// The wall clock when the script came here first.
    pub(crate) fn wall_ms(&mut self) -> i64 {
        if self.kept.moments.len() <= self.moments {
            self.kept.moments.push(self.now);
        }
        self.moments += 1;
        self.kept.moments[self.moments - 1].wall_ms
    }

    /// Prints a line on standard output.
    pub(crate) fn out(&mut self, line: &str) {
        self.print(Stream::Out, &format!("{line}\n"));
    }

    /// Prints a line on standard error.
    pub(crate) fn err(&mut self, line: &str) {
        self.print(Stream::Err, &format!("{line}\n"));
    }

    /// Prints text that has its line breaks in it.
    pub(crate) fn print(&mut self, stream: Stream, text: &str) {
        self.prints += 1;
        if self.prints > self.kept.printed {
            self.kept.printed = self.prints;
            self.effects.push(Effect::Print(stream, text.to_string()));
        }
    }

    /// Logs on standard error.
    pub(crate) fn log(&mut self, level: &str, text: &str, logger: &str) {
        let line = log_line(self.now.wall_ms, level, text, logger);
        self.print(Stream::Err, &line);
    }
}

/// The first answer; an admin client never ends a call well without one.
pub(crate) fn first(answers: Vec<(i32, Response)>) -> Result<(i32, Response), ClientError> {
    answers.into_iter().next().ok_or_else(|| ErrorCode::UnknownServerError.into())
}

/// Offsets of a group are asked for and committed by names of topics, which the newest versions do not carry.
fn version_max(body: &Request) -> i16 {
    match body {
        Request::OffsetCommit(_) | Request::OffsetFetch(_) => 9,
        _ => i16::MAX,
    }
}
