//! What is unusual about a machine, in the few words that stand beside its name.

use partita_view::DiskTrouble;

use super::values::span;

/// What is wrong with a disk, beside its node.
pub fn disk_trouble(trouble: DiskTrouble) -> String {
    match trouble {
        DiskTrouble::Failed => text!(en: "disk failed", de: "Platte defekt").text().into(),
        DiskTrouble::Full => text!(en: "disk full", de: "Platte voll").text().into(),
        DiskTrouble::Slow(by) => say!(en: "disk +{by}", de: "Platte +{by}", by = span(by)),
        DiskTrouble::Tears => text!(en: "disk tears", de: "Platte reißt").text().into(),
        DiskTrouble::FlushesFail => text!(en: "flushes fail", de: "Flush scheitert").text().into(),
        DiskTrouble::FlushesLie => text!(en: "flushes lie", de: "Flush lügt").text().into(),
    }
}

/// How far a wall clock is from the true time.
pub fn clock_ahead(ms: i64) -> String {
    let sign = if ms < 0 { '−' } else { '+' };
    let by = match ms.unsigned_abs() {
        hours if hours >= 3_600_000 && hours % 3_600_000 == 0 => format!("{} h", hours / 3_600_000),
        minutes if minutes >= 60_000 && minutes % 60_000 == 0 => format!("{} min", minutes / 60_000),
        other => span(other.saturating_mul(1000)),
    };
    say!(en: "clock {sign}{by}", de: "Uhr {sign}{by}")
}

/// Whom a controller gave its vote.
pub fn voted_for(id: i32) -> String {
    say!(en: "voted for {id}", de: "Stimme für {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_told_in_the_largest_unit_that_is_whole() {
        let told = [3_600_000, -300_000, 1_500, -90_000].map(clock_ahead);
        assert_eq!(told, ["clock +1 h", "clock −5 min", "clock +1.5 s", "clock −90 s"]);
    }

    #[test]
    fn a_disk_is_told() {
        assert_eq!(disk_trouble(DiskTrouble::Slow(50_000)), "disk +50 ms");
    }
}
