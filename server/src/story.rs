//! `partita story FILE`: plays a story and says what happened.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};
use partita_core::disk::{Disk as _, read_whole};
use partita_sim::Engine;
use partita_view::{Engine as _, Print, Printed, Progress};
use partita_words::{sentence, time};

use crate::Failure;

/// Deliveries between two looks at what is to be printed.
const SLICE: u32 = 10_000;
/// How long a story runs that does not say when it ends, microseconds.
const LENGTH_US: u64 = 60_000_000;

/// Prints log, verdict and digest. A broken promise is a failure, one of the end as well.
///
/// # Errors
/// If the file cannot be read, is no story, or a promise was broken.
pub(crate) fn run(mut arguments: Parser) -> Result<(), Failure> {
    let (mut file, mut quiet, mut disks) = (None, false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("quiet") => quiet = true,
            Arg::Long("disks") => disks = Some(PathBuf::from(arguments.value()?)),
            Arg::Value(name) if file.is_none() => file = Some(PathBuf::from(name)),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or("which story? partita story FILE")?;
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut engine = Engine::from_text(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    play(&mut engine, quiet)?;
    if let Some(folder) = disks {
        write_disks(&engine, &folder)?;
    }
    writeln!(
        io::stdout(),
        "{}\n{} deliveries; digest {:016x}; state {:016x}",
        verdict(&engine),
        engine.steps(),
        engine.digest(),
        engine.state_digest()
    )?;
    let unhealed = engine.unhealed();
    match engine.findings().iter().chain(&unhealed).any(|finding| finding.allowed_by.is_none()) {
        true => Err("a promise was broken".into()),
        false => Ok(()),
    }
}

/// Writes the disks of all nodes as they are at the end, each into a folder of its number: as Kafka's own files, which its
/// own tools read.
fn write_disks(engine: &Engine, folder: &Path) -> Result<(), Failure> {
    let setup = engine.world().setup();
    for id in setup.broker_ids().chain(setup.voter_ids()) {
        let Some(disk) = engine.world().disk(id) else { continue };
        for name in disk.list("") {
            // A name is made of names of topics, which are checked, and of ours.
            let path = folder.join(id.to_string()).join(name.as_str().trim_start_matches('/'));
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            let content = read_whole(disk, &name).map_err(|error| format!("{name}: {error:?}"))?;
            fs::write(path, content)?;
        }
    }
    Ok(())
}

fn play(engine: &mut Engine, quiet: bool) -> io::Result<()> {
    let end = engine.story_end().unwrap_or(LENGTH_US);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut events, mut prints) = (0, 0);
    loop {
        let progress = engine.run(end, SLICE);
        let view = engine.view();
        let mut lines: Vec<(u64, String)> = engine
            .events(events, usize::MAX)
            .iter()
            .filter(|_| !quiet)
            .map(|happened| (happened.at, format!("{}  {}", time(happened.at), sentence(happened, &view))))
            .collect();
        events = engine.events_len();
        let printed = engine.printed(prints);
        prints += printed.len();
        lines.extend(printed.iter().map(|printed| (printed.at, tool(printed))));
        lines.sort_by_key(|(at, _)| *at);
        for (_, line) in lines {
            writeln!(out, "{line}")?;
        }
        if progress == Progress::Done {
            return out.flush();
        }
    }
}

/// What a tool printed, its name before each line.
fn tool(printed: &Printed) -> String {
    let text = match &printed.what {
        Print::Started(line) => format!("$ {line}"),
        Print::Out(text) | Print::Err(text) => text.trim_end_matches('\n').to_owned(),
        Print::Typed(line) => format!("> {line}"),
        Print::Exit(status) => format!("exit status {status}"),
    };
    let lines = text.lines().map(|line| format!("{}  {}: {line}", time(printed.at), printed.tool));
    lines.collect::<Vec<_>>().join("\n")
}

/// How many promises were kept: those of every step, and those of the end if they were due.
fn all_kept(engine: &Engine) -> String {
    let at_end = engine.promises().iter().filter(|(name, _)| name.starts_with('V')).count();
    let each = engine.promises().len() - at_end;
    match engine.is_healed() {
        true => format!("all {each} promises of every step kept, and the {at_end} of the end"),
        false => format!(
            "all {each} promises of every step kept; the {at_end} of the end are not due while something is broken, or was a \
             minute ago"
        ),
    }
}

/// Each promise that was not simply kept, in words: those of every step, then those of the end, where all is mended.
fn verdict(engine: &Engine) -> String {
    let (findings, unhealed) = (engine.findings(), engine.unhealed());
    if findings.is_empty() && unhealed.is_empty() {
        return all_kept(engine);
    }
    let mut text = String::new();
    for finding in findings.iter().chain(&unhealed) {
        let allowed = match finding.allowed_by {
            Some(setting) => format!("given up, as Kafka allows with {setting}"),
            None => "BROKEN".to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {allowed}: {} {}", finding.promise, finding.promised, finding.seen);
    }
    text.trim_end().to_owned()
}
