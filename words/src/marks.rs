//! Words beside the marks of the timeline: one or two, who or what behind them.

use crate::Text;

texts! {
    MARK_KILLED { en: "kill", de: "hart beendet" }
    MARK_POWER_OFF { en: "power off", de: "Strom aus" }
    MARK_STOPPED { en: "stop", de: "beendet" }
    MARK_PAUSED { en: "pause", de: "angehalten" }
    MARK_RESUMED { en: "resume", de: "weiter" }
    MARK_STARTED { en: "start", de: "Start" }
    MARK_CUT { en: "cut", de: "getrennt" }
    MARK_SLOW { en: "slow", de: "langsam" }
    MARK_HEALED { en: "heal", de: "geheilt" }
    MARK_DROPPED { en: "drop", de: "verworfen" }
    MARK_DISK_SLOW { en: "slow disk", de: "Platte langsam" }
    MARK_DISK_FULL { en: "full disk", de: "Platte voll" }
    MARK_DISK_FAILED { en: "fail disk", de: "Platte tot" }
    MARK_DISK_TEARS { en: "tear disk", de: "Platte reißt" }
    MARK_DISK_FLUSHES_FAIL { en: "flush fails", de: "Flush scheitert" }
    MARK_DISK_FLUSHES_LIE { en: "flush lies", de: "Flush lügt" }
    MARK_DISK_FILE_LOST { en: "lose file", de: "Datei weg" }
    MARK_DISK_FLIPPED { en: "flip disk", de: "Bit gekippt" }
    MARK_DISK_REPLACED { en: "replace disk", de: "Platte getauscht" }
    MARK_DISK_MENDED { en: "mend disk", de: "Platte geheilt" }
    MARK_CLOCK { en: "clock", de: "Uhr" }
    MARK_CONTROLLER { en: "controller", de: "Controller" }
    MARK_ELECTION { en: "election", de: "Wahl" }
    MARK_MOVE { en: "move", de: "Umzug" }
    MARK_TOPIC { en: "topic", de: "Topic" }
    MARK_VERDICT { en: "verdict", de: "Urteil" }
}

/// What happened and to whom: `kill 2`.
pub fn mark_of(what: Text, whom: &str) -> String {
    format!("{} {whom}", what.text())
}
