//! A story as the fragment of a link, `#p1.<codec>.<data>`. The fragment never leaves the browser: no server sees it.
//!
//! The version comes first, then the codec, so that whatever stands behind them may change and old links are read for ever.
//! The one codec today is `z`: the story's text as a zlib stream (deflate with a checksum, RFC 1950) in base64url. Any
//! browser can make one by itself with `CompressionStream("deflate")`.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::base64;
use crate::words;

/// Most characters of a link's fragment, written and read: what browsers, mail and chat still carry.
pub const CHARS_MAX: usize = 64 << 10;
/// Most bytes that a link may unfold to, or a file may have: the longest story that is read.
pub const TEXT_BYTES_MAX: usize = partita_sim::STORY_BYTES_MAX;
/// The version that is written.
const VERSION: &str = "p1";
/// The codec that is written.
const ZLIB: &str = "z";
/// miniz's best: a story is small.
const LEVEL: u8 = 9;
/// Letters of an unknown word that are repeated in a message.
const WORD_SHOWN: usize = 16;

/// Why a link is not read or not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTrouble {
    /// A version that is not known.
    Version(String),
    /// A codec that is not known.
    Codec(String),
    /// It has so many characters.
    TooLong(usize),
    /// A part is missing, or a letter that does not belong there came in.
    Torn,
    /// It unfolds to more than a story may have.
    TooLarge,
    /// It does not unfold, or not to what it says it is.
    Damaged,
}

impl LinkTrouble {
    /// What is wrong, in words, and what to do.
    pub fn told(&self) -> String {
        match self {
            Self::Version(found) => words::link_version(found, VERSION),
            Self::Codec(found) => words::link_codec(found, ZLIB),
            Self::TooLong(length) => words::link_too_long(*length, CHARS_MAX),
            Self::Torn => words::link_torn(),
            Self::TooLarge => words::link_too_large(TEXT_BYTES_MAX),
            Self::Damaged => words::link_damaged(),
        }
    }
}

/// Whether a fragment, with or without its `#`, means to be a story of any version.
pub fn is_link(fragment: &str) -> bool {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let Some(rest) = fragment.strip_prefix('p') else { return false };
    let version = rest.split('.').next().unwrap_or("");
    !version.is_empty() && version.bytes().all(|letter| letter.is_ascii_digit())
}

/// A story's text as a fragment, `#` first.
///
/// # Errors
/// Where it would be longer than [`CHARS_MAX`].
pub fn pack(story: &str) -> Result<String, LinkTrouble> {
    let data = base64::encode(&compress_to_vec_zlib(story.as_bytes(), LEVEL));
    let link = format!("#{VERSION}.{ZLIB}.{data}");
    if link.len() > CHARS_MAX { Err(LinkTrouble::TooLong(link.len())) } else { Ok(link) }
}

/// The text in a fragment, with or without its `#`. Whether the text is a story is for others to see.
///
/// # Errors
/// Says what is wrong with the fragment.
pub fn unpack(fragment: &str) -> Result<String, LinkTrouble> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.len() > CHARS_MAX {
        return Err(LinkTrouble::TooLong(fragment.len()));
    }
    let (version, rest) = fragment.split_once('.').unwrap_or((fragment, ""));
    if version != VERSION {
        return Err(LinkTrouble::Version(words::fit(version, WORD_SHOWN)));
    }
    let (codec, data) = rest.split_once('.').ok_or(LinkTrouble::Torn)?;
    if codec != ZLIB {
        return Err(LinkTrouble::Codec(words::fit(codec, WORD_SHOWN)));
    }
    let data = base64::decode(data).filter(|data| !data.is_empty()).ok_or(LinkTrouble::Torn)?;
    let text =
        decompress_to_vec_zlib_with_limit(&data, TEXT_BYTES_MAX).map_err(|error| match error.status {
            TINFLStatus::HasMoreOutput => LinkTrouble::TooLarge,
            TINFLStatus::FailedCannotMakeProgress => LinkTrouble::Torn,
            _ => LinkTrouble::Damaged,
        })?;
    String::from_utf8(text).map_err(|_| LinkTrouble::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = include_str!("../../../stories/kafkatask.story");

    #[test]
    fn a_story_comes_back_whole() {
        for story in ["", "partita story 1\n", STORY, "brøkers → \u{202e} <img src=x onerror=alert(1)>"] {
            let link = pack(story).unwrap();
            assert!(is_link(&link));
            assert_eq!(unpack(&link).as_deref(), Ok(story));
            assert_eq!(unpack(&link[1..]).as_deref(), Ok(story));
        }
    }

    #[test]
    fn a_link_written_in_2026_is_read_for_ever() {
        let link = "#p1.z.eNorSCwqySxJVCguyS-qVDDkKk5NTVEw50oqys9OLSpWMOYCAMoyCwk";
        assert_eq!(unpack(link).as_deref(), Ok("partita story 1\nseed 7\nbrokers 3\n"));
    }

    #[test]
    fn other_fragments_are_none_of_its_business() {
        assert!(["", "#", "#p", "#topics", "#p1x.z.AA", "#P1.z.AA", "#story=p1"].iter().all(|f| !is_link(f)));
        assert!(["#p1", "p2.q.x", "#p99.z"].iter().all(|f| is_link(f)));
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(unpack("#p2.z.AA"), Err(LinkTrouble::Version("p2".into())));
        assert_eq!(unpack("#p1.q.AA"), Err(LinkTrouble::Codec("q".into())));
        assert!(unpack("#p7.z.AA").unwrap_err().told().contains("p7"));
        assert_eq!(unpack("#p1"), Err(LinkTrouble::Torn));
        assert_eq!(unpack("#p1.z."), Err(LinkTrouble::Torn));
        assert_eq!(unpack("#p1.z.$$$$"), Err(LinkTrouble::Torn));
    }

    #[test]
    fn a_bomb_is_not_unfolded() {
        let bomb = format!("p1.z.{}", base64::encode(&compress_to_vec_zlib(&vec![b'#'; 40 << 20], 9)));
        assert!(bomb.len() < CHARS_MAX);
        assert_eq!(unpack(&bomb), Err(LinkTrouble::TooLarge));
        assert_eq!(
            unpack(&format!("p1.z.{}", "A".repeat(CHARS_MAX))),
            Err(LinkTrouble::TooLong(CHARS_MAX + 5))
        );
    }

    /// Every kind of damage gives a message or, where it is undone by chance, the very text: the checksum sees to it.
    #[test]
    fn damage_is_noticed() {
        let link = pack(STORY).unwrap();
        let mut chance = numbers(7);
        let mut refused = 0;
        for _ in 0..20_000 {
            let mut bytes = link.clone().into_bytes();
            for _ in 0..1 + chance() % 3 {
                let at = chance() % bytes.len();
                match chance() % 4 {
                    0 => bytes[at] = (chance() % 256) as u8,
                    1 => bytes.truncate(at),
                    2 => bytes.insert(at, b"AZaz09-_.#"[chance() % 10]),
                    _ => {
                        let other = chance() % bytes.len();
                        bytes.swap(at, other);
                    }
                }
                if bytes.is_empty() {
                    break;
                }
            }
            match unpack(&String::from_utf8_lossy(&bytes)) {
                Ok(text) => assert_eq!(text, STORY),
                Err(trouble) => {
                    assert!(!trouble.told().is_empty());
                    refused += 1;
                }
            }
        }
        assert!(refused > 15_000, "{refused}");
    }

    /// Numbers without a library: xorshift.
    fn numbers(seed: u64) -> impl FnMut() -> usize {
        let mut state = seed;
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 16) as usize
        }
    }
}
