//! What the playground answers, in German: English sentences beside their translations. `{}` stands for what a sentence is about.

/// What each word does.
pub(super) const HELP: &[(&str, &str)] = &[
    ("creates a topic with kafka-topics.sh", "legt ein Topic mit kafka-topics.sh an"),
    (
        "starts a producer; rate=10 keys=key1,key2 count=100 send a load",
        "startet einen Producer; rate=10 keys=key1,key2 count=100 senden eine Last",
    ),
    (
        "sends one record through a producer; - is a null key, and a key with blanks stands in single quotes",
        "sendet einen Record durch einen Producer; - ist ein Schlüssel null, und ein Schlüssel mit Leerzeichen steht in einfachen Anführungszeichen",
    ),
    (
        "sends one record without a value, which deletes what a compacted topic holds for the key",
        "sendet einen Record ohne Wert; er löscht, was ein kompaktiertes Topic zum Schlüssel hat",
    ),
    (
        "starts a consumer; process.ms=5 is its time per record; matching=PATTERN or expression=REGEX in the place of topic",
        "startet einen Consumer; process.ms=5 ist seine Zeit je Record; matching=MUSTER oder expression=REGEX statt topic",
    ),
    (
        "a consumer takes so long for each record from now on",
        "ein Consumer braucht von jetzt an so lange je Record",
    ),
    (
        "a consumer goes to another offset of a partition that it has",
        "ein Consumer geht zu einem anderen Offset einer Partition, die er hat",
    ),
    ("a consumer commits its positions now", "ein Consumer committet jetzt seine Positionen"),
    ("adds a broker to the cluster and starts it", "fügt dem Cluster einen Broker hinzu und startet ihn"),
    ("lets a consumer leave its group and end", "lässt einen Consumer seine Gruppe verlassen und enden"),
    (
        "ends a process at once (SIGKILL); what it wrote stays",
        "beendet einen Prozess sofort (SIGKILL); was er geschrieben hat, bleibt",
    ),
    (
        "takes the power away; what was not flushed is gone",
        "nimmt den Strom weg; was nicht geflusht war, ist weg",
    ),
    ("ends a process in order (SIGTERM)", "beendet einen Prozess geordnet (SIGTERM)"),
    (
        "starts a node again on its disk, or a client as it was started before",
        "startet einen Knoten wieder auf seiner Platte oder einen Client so wie vorher",
    ),
    (
        "holds a process (SIGSTOP) and lets it go on",
        "hält einen Prozess an (SIGSTOP) und lässt ihn weitermachen",
    ),
    (
        "breaks a link in both directions or one, and mends it",
        "trennt eine Verbindung in beide Richtungen oder eine und heilt sie",
    ),
    ("makes a link slower", "macht eine Verbindung langsamer"),
    (
        "makes reads of a node's disk slower, and mends it",
        "macht das Lesen von der Platte eines Knotens langsamer und heilt sie",
    ),
    (
        "nothing more fits on a disk, or nothing works any more",
        "auf eine Platte passt nichts mehr, oder nichts geht mehr",
    ),
    (
        "a flush fails, or says that it is done and is not; a file is gone",
        "ein Flush scheitert, oder er meldet sich fertig und ist es nicht; eine Datei ist weg",
    ),
    (
        "a loss of power tears what was not flushed; a bit of a file is another",
        "ein Stromausfall zerreißt, was nicht geflusht war; ein Bit einer Datei ist ein anderes",
    ),
    (
        "sets a machine's wall clock wrong, ahead or behind (-5m), and right again",
        "verstellt die Uhr einer Maschine, vor oder zurück (-5m), und stellt sie wieder richtig",
    ),
    (
        "a node that does not run gets another disk, newly formatted",
        "ein Knoten, der nicht läuft, bekommt eine andere, frisch formatierte Platte",
    ),
    (
        "starts one more controller, which follows the quorum and has no vote yet",
        "startet einen weiteren Controller, der dem Quorum folgt und noch keine Stimme hat",
    ),
    (
        "gives a controller a vote, or takes it, by kafka-metadata-quorum.sh",
        "gibt einem Controller eine Stimme oder nimmt sie, mit kafka-metadata-quorum.sh",
    ),
    ("interferes with a message on its way", "greift in eine Nachricht auf ihrem Weg ein"),
    (
        "breaks the connection of a request's sender, who tries again; this copy arrives so much later",
        "trennt die Verbindung des Absenders einer Anfrage, der es noch einmal versucht; diese Kopie kommt so viel später an",
    ),
    ("starts a command-line tool under a name", "startet ein Kommandozeilenwerkzeug unter einem Namen"),
    (
        "types into a running tool, ends its input, or stops it (Ctrl-C)",
        "tippt in ein laufendes Werkzeug, beendet dessen Eingabe oder es selbst (Strg-C)",
    ),
];

/// Why a line is not understood or cannot be done: the English form, the German sentence.
pub(super) const REFUSED: &[(&str, &str)] = &[
    ("The line ends where a partition should follow.", "Die Zeile endet, wo eine Partition folgen sollte."),
    ("The line ends where an offset should follow.", "Die Zeile endet, wo ein Offset folgen sollte."),
    (
        "The line ends where the broker's number should follow.",
        "Die Zeile endet, wo die Nummer des Brokers folgen sollte.",
    ),
    (
        "'{}' is no setting of a broker here: rack=NAME.",
        "'{0}' ist hier keine Einstellung eines Brokers: rack=NAME.",
    ),
    ("'{}' is no number from 0 on.", "'{0}' ist keine Zahl ab 0."),
    ("'{}' is no consumer that runs.", "'{0}' ist kein Consumer, der läuft."),
    ("'{}' does not have {}-{}.", "'{0}' hat {1}-{2} nicht."),
    (
        "Brokers have numbers below {}; '{}' is a controller's.",
        "Broker haben Nummern unter {0}; '{1}' ist die eines Controllers.",
    ),
    ("The cluster has {} brokers, which is the most.", "Der Cluster hat {0} Broker, mehr geht nicht."),
    (
        "The line ends where a word; help lists them should follow.",
        "Die Zeile ist leer; help nennt die Wörter.",
    ),
    (
        "The line ends where the tool's name and a colon should follow.",
        "Die Zeile endet, wo der Name des Werkzeugs und ein Doppelpunkt folgen sollten.",
    ),
    (
        "The line ends where a command line should follow.",
        "Die Zeile endet, wo eine Befehlszeile folgen sollte.",
    ),
    (
        "The line ends where the topic's name should follow.",
        "Die Zeile endet, wo der Name des Topics folgen sollte.",
    ),
    (
        "The line ends where a key, or - for none should follow.",
        "Die Zeile endet, wo ein Schlüssel folgen sollte, oder - für keinen.",
    ),
    (
        "The line ends where a node's number should follow.",
        "Die Zeile endet, wo die Nummer eines Knotens folgen sollte.",
    ),
    (
        "The line ends where add or remove should follow.",
        "Die Zeile endet, wo add oder remove folgen sollte.",
    ),
    (
        "The line ends where slow, fill, fail, flush-fails, flush-lies, tear, flip, lose, mend or replace should follow.",
        "Die Zeile endet, wo slow, fill, fail, flush-fails, flush-lies, tear, flip, lose, mend oder replace folgen sollte.",
    ),
    ("The line ends where a name should follow.", "Die Zeile endet, wo ein Name folgen sollte."),
    (
        "The line ends where a node's number or a client's name should follow.",
        "Die Zeile endet, wo die Nummer eines Knotens oder der Name eines Clients folgen sollte.",
    ),
    (
        "The line ends where a message's number should follow.",
        "Die Zeile endet, wo die Nummer einer Nachricht folgen sollte.",
    ),
    (
        "The line ends where the number of a byte should follow.",
        "Die Zeile endet, wo die Nummer eines Bytes folgen sollte.",
    ),
    (
        "The line ends where a length of time such as 50ms should follow.",
        "Die Zeile endet, wo eine Dauer wie 50ms folgen sollte.",
    ),
    (
        "The line ends where how far off, such as +1h, or right should follow.",
        "Die Zeile endet, wo folgen sollte, wie falsch die Uhr gehen soll, etwa +1h, oder right.",
    ),
    (
        "The line ends where a file such as {} should follow.",
        "Die Zeile endet, wo eine Datei wie {0} folgen sollte.",
    ),
    ("The line has {} bytes; at most {} are read.", "Die Zeile hat {0} Bytes; höchstens {1} werden gelesen."),
    (
        "'{}' is not a word of the playground; help lists them.",
        "'{0}' ist kein Wort der Spielwiese; help nennt sie.",
    ),
    (
        "'{}' has no colon behind it: run NAME: kafka-topics.sh ...",
        "Hinter '{0}' fehlt der Doppelpunkt: run NAME: kafka-topics.sh ...",
    ),
    (
        "'{}' is no name: letters, digits, '.', '_', '-', at most {}.",
        "'{0}' ist kein Name: Buchstaben, Ziffern, '.', '_', '-', höchstens {1}.",
    ),
    ("'{}' is too much here.", "'{0}' ist hier zu viel."),
    ("'{}' does not happen to a disk: {}.", "'{0}' geschieht einer Platte nicht: {1}."),
    ("'{}' is not the number of a byte.", "'{0}' ist nicht die Nummer eines Bytes."),
    ("'{}' is not the number of a message.", "'{0}' ist nicht die Nummer einer Nachricht."),
    ("'{}' is not a length of time: 50ms, 1500us, 2s.", "'{0}' ist keine Dauer: 50ms, 1500us, 2s."),
    (
        "'{}' is not how far a clock may be off: +1h, -5m, +30d, right.",
        "So falsch wie '{0}' darf eine Uhr nicht gehen: +1h, -5m, +30d, right.",
    ),
    ("'{}' is not of the form setting=value.", "'{0}' hat nicht die Form setting=value."),
    ("'{}' is no node's number.", "'{0}' ist nicht die Nummer eines Knotens."),
    ("'{}' is neither add nor remove.", "'{0}' ist weder add noch remove."),
    ("'{}' runs: its disk is in use.", "'{0}' läuft: Die Platte ist in Gebrauch."),
    ("There is a node '{}' already.", "Einen Knoten '{0}' gibt es schon."),
    (
        "'{}' is too large for a node that is added: {}.",
        "'{0}' ist zu groß für einen Knoten, der dazukommt: {1}.",
    ),
    (
        "'{}' is too much: {} controllers were added already.",
        "'{0}' ist zu viel: {1} Controller kamen schon dazu.",
    ),
    ("'{}' is no controller of this world.", "'{0}' ist kein Controller dieser Welt."),
    ("'{}' has no vote that could be taken.", "'{0}' hat keine Stimme, die man nehmen könnte."),
    ("There is no '{}'.", "'{0}' gibt es nicht."),
    ("'{}' does not run.", "'{0}' läuft nicht."),
    ("'{}' is no node: it has no disk.", "'{0}' ist kein Knoten und hat keine Platte."),
    (
        "The disk of '{}' has no such file, or no such byte in it.",
        "Die Platte von '{0}' hat keine solche Datei oder kein solches Byte darin.",
    ),
    ("'{}' is not paused.", "'{0}' ist nicht angehalten."),
    ("'{}' runs already.", "'{0}' läuft schon."),
    (
        "'{}' is no node: start it anew by its own command.",
        "'{0}' ist kein Knoten: Der eigene Befehl startet es neu.",
    ),
    (
        "Message {} is not on its way, not held, or no request.",
        "Nachricht {0} ist nicht unterwegs, nicht festgehalten oder keine Anfrage.",
    ),
    ("The world has had {} machines already.", "Die Welt hatte schon {0} Maschinen."),
    ("'{}' is no producer that runs.", "'{0}' ist kein laufender Producer."),
    (
        "'{}' has no topic: it was started without topic=NAME.",
        "'{0}' hat kein Topic: gestartet ohne topic=NAME.",
    ),
    ("'{}' is no tool that runs.", "'{0}' ist kein laufendes Werkzeug."),
    ("The story has {} commands already.", "Die Story hat schon {0} Befehle."),
    ("The story is a day long, which is the most.", "Die Story ist einen Tag lang, und länger wird keine."),
    (
        "The key begins with a quote and has no quote at its end.",
        "Der Schlüssel beginnt mit einem Anführungszeichen und endet mit keinem.",
    ),
    ("'{}' is not a number up to {}: {}.", "'{0}' ist keine Zahl bis {1}: {2}."),
    (
        "'{}' is no setting of Kafka's clients or of the playground.",
        "'{0}' ist keine Einstellung von Kafkas Clients oder der Spielwiese.",
    ),
    ("A load needs a topic: topic=NAME.", "Eine Last braucht ein Topic: topic=NAME."),
    ("keys: {} of them; at most {}.", "keys: Es sind {0}; höchstens {1}."),
    (
        "A consumer needs a topic: topic=NAME, matching=PATTERN or expression=REGEX.",
        "Ein Consumer braucht ein Topic: topic=NAME, matching=MUSTER oder expression=REGEX.",
    ),
    (
        "'{}' is not auto, after-batch, after-record, before-batch or none: commit.",
        "'{0}' ist nicht auto, after-batch, after-record, before-batch oder none: commit.",
    ),
    ("'{}' is not a pattern: {}.", "'{0}' ist kein Muster: {1}."),
    ("the line is empty", "die Zeile ist leer"),
    ("a line has at most {} bytes and {} words", "eine Zeile hat höchstens {0} Bytes und {1} Wörter"),
    ("the quote {} is not closed", "das Anführungszeichen {0} ist nicht geschlossen"),
    ("nothing follows the backslash at the end", "auf den Backslash am Ende folgt nichts"),
    ("{}: there is no such tool; there are {}", "{0}: Dieses Werkzeug gibt es nicht; es gibt {1}"),
    // What was not known when this was written: a list of words.
    ("The line ends where {} should follow.", "Die Zeile endet, wo eines von diesen folgen sollte: {0}."),
];

/// What is wrong with a story's text.
pub(super) const STORY: &[(&str, &str)] = &[
    ("the story has {} bytes; at most {} are read", "die Story hat {0} Bytes; höchstens {1} werden gelesen"),
    (
        "'{}' is a version that this Partita does not know; it knows '{}'",
        "'{0}' ist eine Version, die dieses Partita nicht kennt; es kennt '{1}'",
    ),
    ("a story begins with '{}'", "eine Story beginnt mit '{0}'"),
    (
        "'{}' is not a time: seconds such as 12.5, or 1:05.2",
        "'{0}' ist keine Zeit: Sekunden wie 12.5 oder 1:05.2",
    ),
    ("{} is beyond the longest story, a day", "{0} ist jenseits der längsten Story, eines Tages"),
    ("{} is before the line above", "{0} ist vor der Zeile darüber"),
    ("nothing may follow the end", "nach dem Ende darf nichts folgen"),
    ("a story has at most {} commands", "eine Story hat höchstens {0} Befehle"),
    (
        "'{}' is neither a time nor in its place; the setup comes before the commands",
        "'{0}' ist weder eine Zeit noch am richtigen Ort; der Aufbau kommt vor den Befehlen",
    ),
    ("{} takes a number up to {}, not '{}'", "{0} nimmt eine Zahl bis {1}, nicht '{2}'"),
    ("'{}' is not a seed", "'{0}' ist kein Seed"),
    ("a quorum is dynamic or static, not '{}'", "ein Quorum ist dynamic oder static, nicht '{0}'"),
    ("a cluster needs a broker", "ein Cluster braucht einen Broker"),
    (
        "latency takes microseconds such as 500us, not '{}'",
        "latency nimmt Mikrosekunden wie 500us, nicht '{0}'",
    ),
    ("rack takes a broker and a name", "rack nimmt einen Broker und einen Namen"),
    ("'{}' is not a broker", "'{0}' ist kein Broker"),
    ("'{}' is not of the form name=value", "'{0}' hat nicht die Form name=value"),
    ("'{}' is neither a time nor a word of the setup", "'{0}' ist weder eine Zeit noch ein Wort des Aufbaus"),
];

/// Hints of the tools.
pub(super) const HINTS: &[(&str, &str)] = &[
    (
        "Kafka took --zookeeper away in 3.0, and in 4.0 ZooKeeper itself: the tools ask brokers, with --bootstrap-server host:port.",
        "Kafka hat --zookeeper in 3.0 abgeschafft und in 4.0 ZooKeeper selbst: Die Werkzeuge fragen Broker, mit --bootstrap-server host:port.",
    ),
    (
        "Kafka took --broker-list away in 4.0: every tool takes --bootstrap-server host:port in its place.",
        "Kafka hat --broker-list in 4.0 abgeschafft: Jedes Werkzeug nimmt an seiner Stelle --bootstrap-server host:port.",
    ),
];
