//! `kafka-dump-log.sh`: what is in the files of a log directory. It asks nobody; its host reads the files beforehand.

mod batches;
mod decode;
mod index;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Stream;

use self::batches::dump_batches;
use self::decode::Decoder;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};

const USAGE: &str = include_str!("../usage/dump_log.txt");
const ABOUT: &str = "This tool helps to parse a log file and dump its contents to the console, useful for debugging a \
                     seemingly corrupt log segment.";

pub(crate) const OPTIONS: &[Spec] = &[
    ("cluster-metadata-decoder", Takes::Nothing),
    ("deep-iteration", Takes::Nothing),
    ("files", Takes::Value),
    ("help", Takes::Nothing),
    ("index-sanity-check", Takes::Nothing),
    ("max-bytes", Takes::Value),
    ("max-message-size", Takes::Value),
    ("offsets-decoder", Takes::Nothing),
    ("print-data-log", Takes::Nothing),
    ("skip-record-metadata", Takes::Nothing),
    ("transaction-log-decoder", Takes::Nothing),
    ("version", Takes::Nothing),
];

/// How records are shown.
#[derive(Clone, Copy, Debug)]
struct Show {
    records: bool,
    payloads: bool,
    skip_metadata: bool,
    decoder: Decoder,
    /// Bytes of a file that are looked at.
    bytes_max: usize,
}

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = match script.options(OPTIONS) {
        Ok(options) => options,
        Err(error) => {
            script.err(&format!("Exception in thread \"main\" {}: {error}", error.class()));
            return Ok(1);
        }
    };
    script.help_or_version(&options, ABOUT, USAGE)?;
    script.usage_if(options.missing(&["files"]), USAGE)?;
    let show = show(&options)?;
    let names: Vec<String> =
        options.text("files")?.unwrap_or_default().split(',').map(|name| name.trim().to_string()).collect();
    for name in names {
        script.out(&format!("Dumping {name}"));
        dump(script, &options, &name, show)?;
    }
    Ok(0)
}

fn show(options: &Options) -> Flow<Show> {
    let decoders = [
        ("offsets-decoder", Decoder::Offsets),
        ("transaction-log-decoder", Decoder::Transactions),
        ("cluster-metadata-decoder", Decoder::Metadata),
    ];
    let decoder = decoders.into_iter().find(|(name, _)| options.has(name)).map(|(_, decoder)| decoder);
    let payloads = options.has("print-data-log") || decoder.is_some();
    Ok(Show {
        records: payloads || options.has("deep-iteration"),
        payloads,
        skip_metadata: options.has("skip-record-metadata"),
        decoder: decoder.unwrap_or(Decoder::Text),
        bytes_max: options.int("max-bytes")?.and_then(|max| usize::try_from(max).ok()).unwrap_or(usize::MAX),
    })
}

fn dump(script: &mut Script<'_>, options: &Options, name: &str, show: Show) -> Flow<()> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, suffix) = file.rsplit_once('.').unwrap_or((file, ""));
    // The base offset of a segment is its name; that of a snapshot ends with its epoch.
    let base = match suffix {
        "log" | "index" | "timeindex" => match stem.parse::<i64>() {
            Ok(base) => base,
            Err(_) => {
                let what = format!("java.lang.NumberFormatException: For input string: \"{stem}\"");
                return uncaught(script, &what);
            }
        },
        "checkpoint" => 0,
        _ => {
            script.print(Stream::Err, &format!("Ignoring unknown file {name}\n"));
            return Ok(());
        }
    };
    let Some(bytes) = script.bytes(name) else {
        return uncaught(script, &format!("java.nio.file.NoSuchFileException: {name}"));
    };
    match suffix {
        "log" => {
            script.out(&format!("Log starting offset: {base}"));
            dump_batches(script, name, bytes, show);
        }
        "checkpoint" => {
            script.out(&match stem
                .split_once('-')
                .map(|(end, epoch)| (end.parse::<i64>(), epoch.parse::<i32>()))
            {
                Some((Ok(end), Ok(epoch))) => format!("Snapshot end offset: {end}, epoch: {epoch}"),
                _ => "KRaft bootstrap snapshot".to_string(),
            });
            dump_batches(script, name, bytes, show);
        }
        _ if options.has("index-sanity-check") => script.out(&format!("{name} passed sanity check.")),
        "index" => index::offsets(script, base, &bytes),
        _ => index::times(script, base, &bytes),
    }
    Ok(())
}

/// What Java prints of an exception that nobody caught.
fn uncaught(script: &mut Script<'_>, what: &str) -> Flow<()> {
    script.err(&format!("Exception in thread \"main\" {what}"));
    Err(Halt::Exit(1))
}
