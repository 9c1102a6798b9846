//! The forms of the sentences of the checkers, in both languages.

/// What checkers see: its form in English, and the German sentence with the numbers of the facts.
pub(super) const SEEN: &[(&str, &str)] = &[
    (
        "A record of {} is neither acknowledged nor given up, though its time was over at {} s.",
        "Ein Record von {0} ist weder bestätigt noch aufgegeben, obwohl seine Zeit bei {1} s um war.",
    ),
    (
        "Offsets {} to {} of {}-{} were acknowledged with acks={}; broker {}, which leads in epoch {}, does not have them.",
        "Die Offsets {0} bis {1} von {2}-{3} waren mit acks={4} bestätigt; Broker {5}, der in Epoche {6} führt, hat sie nicht.",
    ),
    (
        "{} of {} records sent to {}-{} with acks=0 are not in the log of broker {}, which ends at {}.",
        "{0} von {1} Records, die mit acks=0 an {2}-{3} gesendet wurden, sind nicht im Log von Broker {4}, das bei {5} endet.",
    ),
    (
        "Offsets {} to {} of {}-{} were acknowledged with acks=all; the high watermark never passed {}.",
        "Die Offsets {0} bis {1} von {2}-{3} waren mit acks=all bestätigt; die High Watermark kam nie über {4} hinaus.",
    ),
    (
        "{} processed offset {} of {}-{}; the high watermark never passed {}.",
        "{0} hat Offset {1} von {2}-{3} verarbeitet; die High Watermark kam nie über {4} hinaus.",
    ),
    (
        "{} had read {}-{} up to offset {} in epoch {}, and read on in epoch {}; in the log of broker {} the records from {} on are others.",
        "{0} hatte {1}-{2} bis Offset {3} in Epoche {4} gelesen und las in Epoche {5} weiter; im Log von Broker {6} sind die Records ab {7} andere.",
    ),
    (
        "Broker {} finds {} by time {} in {}-{}; the first record of that time is {}.",
        "Broker {0} findet {1} zur Zeit {2} in {3}-{4}; der erste Record dieser Zeit ist {5}.",
    ),
    (
        "Producer {} (epoch {}) continues with sequence {} after {}.",
        "Producer {0} (Epoche {1}) macht nach Sequenznummer {3} mit {2} weiter.",
    ),
    (
        "Broker {} leads {}-{} in epoch {} without offset {}; up to {} was committed.",
        "Broker {0} führt {1}-{2} in Epoche {3} ohne Offset {4}; committet war bis {5}.",
    ),
    (
        "Broker {} cut its log of {}-{} at {}, below its high watermark {}.",
        "Broker {0} hat sein Log von {1}-{2} bei {3} gekürzt, unter seiner High Watermark {4}.",
    ),
    (
        "Broker {} is in the ISR {} of {}-{} and its log ends at {}; the high watermark is {}.",
        "Broker {0} ist in der ISR {1} von {2}-{3}, und sein Log endet bei {4}; die High Watermark ist {5}.",
    ),
    (
        "Broker {} is in the ELR {} of {}-{} and its log ends at {}; up to {} was committed.",
        "Broker {0} ist in der ELR {1} von {2}-{3}, und sein Log endet bei {4}; committet war bis {5}.",
    ),
    ("Broker {} is fenced, and in the ISR {}.", "Broker {0} ist fenced und in der ISR {1}."),
    (
        "Broker {} compacted its log of {}-{}, and it has a batch of offsets {} to {} that it had not before.",
        "Broker {0} hat sein Log von {1}-{2} kompaktiert, und es hat einen Batch der Offsets {3} bis {4}, den es vorher nicht hatte.",
    ),
    (
        "Broker {} offers broker {} for the ISR of {}-{}, whose log ends at {}; the high watermark is {}, and leader epoch {} begins at {}.",
        "Broker {0} bietet für die ISR von {2}-{3} Broker {1} an, dessen Log bei {4} endet; die High Watermark ist {5}, und Leader-Epoche {6} beginnt bei {7}.",
    ),
    (
        "Broker {} leads in leader epoch {}, which broker {} led.",
        "Broker {0} führt in Leader-Epoche {1}, in der Broker {2} geführt hat.",
    ),
    (
        "Broker {} came back with its log of {}-{} ending at {}; it had written up to {}, and its power was never gone.",
        "Broker {0} kam mit einem Log von {1}-{2} zurück, das bei {3} endet; geschrieben war bis {4}, und der Strom war nie weg.",
    ),
    (
        "Broker {} came back with its log of {}-{} ending at {}; it had flushed up to {}, and its disk kept that.",
        "Broker {0} kam mit einem Log von {1}-{2} zurück, das bei {3} endet; geflusht war bis {4}, und seine Platte behielt das.",
    ),
    (
        "Broker {} came back with another batch at offset {} than it had written.",
        "Broker {0} kam mit einem anderen Batch bei Offset {1} zurück, als er geschrieben hatte.",
    ),
    (
        "Broker {} has log start {} (before: {}), high watermark {} (before: {}), log end {}.",
        "Broker {0} hat Log-Anfang {1} (vorher: {2}), High Watermark {3} (vorher: {4}), Log-Ende {5}.",
    ),
    (
        "Broker {} has a batch of offsets {} to {} behind one that ends at {}.",
        "Broker {0} hat einen Batch der Offsets {1} bis {2} hinter einem, der bei {3} endet.",
    ),
    (
        "Broker {} has leader epoch {} at offset {}, after {}; its cache of epochs says {}.",
        "Broker {0} hat Leader-Epoche {1} bei Offset {2}, nach {3}; sein Epochen-Cache sagt {4}.",
    ),
    (
        "The batch at offset {} on broker {} does not match its checksum.",
        "Der Batch bei Offset {0} auf Broker {1} passt nicht zu seiner Prüfsumme.",
    ),
    (
        "The log of broker {} ends with epoch {} and sequence {} of producer {}; the broker remembers {}.",
        "Das Log von Broker {0} endet mit Epoche {1} und Sequenznummer {2} von Producer {3}; der Broker erinnert sich an {4}.",
    ),
    (
        "Broker {} has another batch at offset {} of {}-{} than the one that was committed there.",
        "Broker {0} hat bei Offset {1} von {2}-{3} einen anderen Batch als den, der dort committet war.",
    ),
    (
        "Node {} knows the metadata up to {}; the newest is {}.",
        "Knoten {0} kennt die Metadaten bis {1}; das neueste ist {2}.",
    ),
    (
        "Node {} has other topics at metadata offset {} than another node.",
        "Knoten {0} hat bei Metadaten-Offset {1} andere Topics als ein anderer Knoten.",
    ),
    ("Broker {} runs and is fenced.", "Broker {0} läuft und ist fenced."),
    ("{}-{} has no leader; its ISR is {}.", "{0}-{1} hat keinen Leader; die ISR ist {2}."),
    ("Broker {} is not in the ISR {} of {}-{}.", "Broker {0} ist nicht in der ISR {1} von {2}-{3}."),
    (
        "The log of {}-{} ends at {} on broker {}; the high watermark is {}.",
        "Das Log von {0}-{1} endet auf Broker {3} bei {2}; die High Watermark ist {4}.",
    ),
    ("A request of {} has no answer since {} s.", "Eine Anfrage von {0} ist seit {1} s ohne Antwort."),
    ("{} is at {} of {}-{}, which ends at {}.", "{0} ist bei {1} von {2}-{3}; das Ende ist {4}."),
    (
        "In generation {} of {}, {}-{} belongs to {} and to {}.",
        "In Generation {0} von {1} gehört {2}-{3} zu {4} und zu {5}.",
    ),
    (
        "Group {} has generation {} on broker {}; it had {}.",
        "Gruppe {0} hat auf Broker {2} Generation {1}; sie hatte {3}.",
    ),
    (
        "Group {} had committed offset {} of {}-{}; its new coordinator {} knows {}.",
        "Gruppe {0} hatte Offset {1} von {2}-{3} committet; ihr neuer Koordinator {4} kennt {5}.",
    ),
    (
        "Group {} committed offset {} of {}-{}, whose log ends at {}.",
        "Gruppe {0} hat Offset {1} von {2}-{3} committet; das Log endet bei {4}.",
    ),
    (
        "Group {} committed offset {} of {}-{}; what its members got ends at {}.",
        "Gruppe {0} hat Offset {1} von {2}-{3} committet; was ihre Mitglieder bekamen, endet bei {4}.",
    ),
    (
        "Node {} went from quorum epoch {} back to {}.",
        "Knoten {0} ging von Quorum-Epoche {1} zurück auf {2}.",
    ),
    (
        "Node {} voted for {} and for {} in quorum epoch {}.",
        "Knoten {0} hat in Quorum-Epoche {3} für {1} und für {2} gestimmt.",
    ),
    (
        "Node {} leads the metadata quorum in epoch {}, which node {} led.",
        "Knoten {0} führt das Metadaten-Quorum in Epoche {1}, in der Knoten {2} geführt hat.",
    ),
    (
        "Node {} leads the metadata quorum in epoch {} again after a restart.",
        "Knoten {0} führt das Metadaten-Quorum nach einem Neustart wieder in Epoche {1}.",
    ),
    (
        "Node {} leads the metadata quorum in epoch {}, and its log went from {} to {} to {} to {}: a leader loads no snapshot and cuts nothing.",
        "Knoten {0} führt das Metadaten-Quorum in Epoche {1}, und sein Log ging von {2} bis {3} auf {4} bis {5}: ein Leader lädt keinen Snapshot und schneidet nichts ab.",
    ),
    (
        "Node {} has another batch at offset {} of the metadata than the one that was committed there.",
        "Knoten {0} hat bei Offset {1} der Metadaten einen anderen Batch als den, der dort committet wurde.",
    ),
    (
        "Node {} has applied the metadata up to {}; committed was {}.",
        "Knoten {0} hat die Metadaten bis {1} angewandt; committet war {2}.",
    ),
    (
        "Broker {} gives readers a batch at offset {} of {}-{} that is not the one that was committed there.",
        "Broker {0} gibt Lesern bei Offset {1} von {2}-{3} einen Batch, der nicht der ist, der dort committet wurde.",
    ),
    (
        "Of {}-{} on broker {} the index files of {} are not what its broker knows.",
        "Von {0}-{1} auf Broker {2} sagen die Indexdateien von {3} anderes, als der Broker weiß.",
    ),
    (
        "Of {}-{} on broker {} the index of {} is wrong at position {}.",
        "Von {0}-{1} auf Broker {2} ist der Index von {3} an Position {4} falsch.",
    ),
    (
        "Of {}-{} on broker {} the index by time of {} is wrong at offset {}.",
        "Von {0}-{1} auf Broker {2} ist der Zeitindex von {3} bei Offset {4} falsch.",
    ),
    (
        "Of {}-{} on broker {} an index of {} names a batch that is not there.",
        "Von {0}-{1} auf Broker {2} nennt ein Index von {3} einen Batch, den es nicht gibt.",
    ),
    ("Of {}-{} on broker {} {}.", "Bei {0}-{1} auf Broker {2}: {3}."),
    (
        "The metadata's high watermark went from {} back to {} on its leader {}.",
        "Die High Watermark der Metadaten ging auf ihrem Leader {2} von {0} zurück auf {1}.",
    ),
    (
        "The metadata's high watermark is {} on node {}; {} of {} voters hold what is below it.",
        "Die High Watermark der Metadaten ist auf Knoten {1} {0}; {2} von {3} Votern haben, was darunter liegt.",
    ),
    (
        "{}-{} is reassigned, and {} is none of its replicas {}.",
        "{0}-{1} wird neu zugewiesen, und {2} ist keine der Replicas {3}.",
    ),
    (
        "The reassignment of {} is forgotten; its replicas are {}.",
        "Die Neuzuweisung von {0} ist vergessen; die Replicas sind {1}.",
    ),
    (
        "The reassignment of {} from {} ended with replicas {} and the ISR {}.",
        "Die Neuzuweisung von {0} aus {1} endete mit den Replicas {2} und der ISR {3}.",
    ),
    (
        "{}-{} is reassigned still: {} are to come and {} to go.",
        "{0}-{1} wird noch neu zugewiesen: {2} sollen kommen, {3} gehen.",
    ),
    (
        "Broker {} was registered with epoch {}; it had {} before.",
        "Broker {0} wurde mit Epoche {1} registriert; vorher hatte er {2}.",
    ),
    (
        "{}-{} has leader epoch {} and partition epoch {}; it had {} and {}.",
        "{0}-{1} hat Leader-Epoche {2} und Partition-Epoche {3}; vorher waren es {4} und {5}.",
    ),
    (
        "Replicas {}, ISR {}, ELR {}: broker {} does not belong there.",
        "Replicas {0}, ISR {1}, ELR {2}: Broker {3} gehört nicht dorthin.",
    ),
    ("Broker {} leads and is not in the ISR {}.", "Broker {0} führt und ist nicht in der ISR {1}."),
    (
        "The ISR {} is large enough, and yet the ELR is {}.",
        "Die ISR {0} ist groß genug, und doch ist die ELR {1}.",
    ),
    (
        "The controller has broker {} in the ISR {} of {}-{}; its leader {} knows {}.",
        "Der Controller hat Broker {0} in der ISR {1} von {2}-{3}; deren Leader {4} kennt {5}.",
    ),
    (
        "Node {} stands for election in quorum epoch {}; {} of {} voters had come to the one before.",
        "Knoten {0} stellt sich in der Quorum-Epoche {1} zur Wahl; {2} von {3} Stimmberechtigten waren in der davor.",
    ),
    (
        "Node {} still leads the metadata quorum in epoch {}; epoch {} has had a leader for {} s.",
        "Knoten {0} führt das Metadaten-Quorum noch in Epoche {1}; Epoche {2} hat seit {3} s einen Leader.",
    ),
    (
        "Broker {} has epoch {}; it had {} before in the same life.",
        "Broker {0} hat Epoche {1}; vorher hatte er im selben Leben {2}.",
    ),
    (
        "Broker {} leads {}-{} in epoch {}; the newest epoch of its log is {}.",
        "Broker {0} führt {1}-{2} in Epoche {3}; die neueste Epoche seines Logs ist {4}.",
    ),
    (
        "Broker {} compacted its log of {}-{} up to {}; its high watermark is {}.",
        "Broker {0} hat sein Log von {1}-{2} bis {3} verdichtet; sein High Watermark ist {4}.",
    ),
    (
        "Group {} is Stable on broker {}, and its member {} is {}.",
        "Gruppe {0} ist auf Broker {1} Stable, und ihr Mitglied {2} ist {3}.",
    ),
    (
        "Group {} is Stable on broker {}, and {}-{} belongs to {} and to {}.",
        "Gruppe {0} ist auf Broker {1} Stable, und {2}-{3} gehört zu {4} und zu {5}.",
    ),
    ("{} has {}; group {} gave it {}.", "{0} hat {1}; Gruppe {2} gab {3}."),
    ("{} is no member of its group {}.", "{0} ist kein Mitglied seiner Gruppe {1}."),
    (
        "Broker {} accepted a commit of group {} in generation {}; the group has had generation {} since {} s.",
        "Broker {0} hat einen Commit der Gruppe {1} in Generation {2} angenommen; die Gruppe hat seit {4} s Generation {3}.",
    ),
    (
        "Member {} of {} has epoch {} on broker {}; the group has {}.",
        "Mitglied {0} von {1} hat Epoche {2} auf Broker {3}; die Gruppe hat {4}.",
    ),
    (
        "The target of {} for epoch {} has {}-{} {} times.",
        "Das Ziel von {0} für Epoche {1} hat {2}-{3} {4} mal.",
    ),
    (
        "Group {} of {} is {} although nothing happens to it.",
        "Gruppe {0} von {1} ist {2}, obwohl ihr nichts geschieht.",
    ),
    ("Group {} of {} has no coordinator.", "Gruppe {0} von {1} hat keinen Koordinator."),
    (
        "{} on broker {}: A second recovery found offsets {} to {}, epochs {}; the first one found offsets {} to {}, epochs {}.",
        "{0} auf Broker {1}: Eine zweite Wiederherstellung fand die Offsets {2} bis {3}, Epochen {4}; die erste fand die Offsets {5} bis {6}, Epochen {7}.",
    ),
    (
        "{} on broker {}: A second recovery failed; the first one found offsets {} to {}, epochs {}.",
        "{0} auf Broker {1}: Eine zweite Wiederherstellung misslang; die erste fand die Offsets {2} bis {3}, Epochen {4}.",
    ),
    (
        "{} on broker {}: A recovery after a crash behind {} of {} changes to the disk found offsets {} to {}, epochs {}; the first one found offsets {} to {}, epochs {}.",
        "{0} auf Broker {1}: Eine Wiederherstellung nach einem Absturz hinter {2} von {3} Änderungen der Platte fand die Offsets {4} bis {5}, Epochen {6}; die erste fand die Offsets {7} bis {8}, Epochen {9}.",
    ),
    (
        "{} on broker {}: A recovery after a crash behind {} of {} changes to the disk failed; the first one found offsets {} to {}, epochs {}.",
        "{0} auf Broker {1}: Eine Wiederherstellung nach einem Absturz hinter {2} von {3} Änderungen der Platte misslang; die erste fand die Offsets {4} bis {5}, Epochen {6}.",
    ),
];
