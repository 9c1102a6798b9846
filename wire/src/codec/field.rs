//! What the schema says of a field and of a message: plain data, read by every codec. There are two thousand fields, so
//! each is packed into few bytes.

/// The open end of a range of versions.
pub const LATEST: i8 = i8::MAX;

/// A range of message versions, both ends included; empty when the first is greater than the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    first: i8,
    last: i8,
}

impl Versions {
    /// No version at all.
    pub const NONE: Versions = Versions::new(0, -1);

    /// From `first` to `last`; up to any later one if that is [`LATEST`].
    pub const fn new(first: i8, last: i8) -> Versions {
        Versions { first, last }
    }

    /// The first version.
    pub const fn first(self) -> i16 {
        self.first as i16
    }

    /// The last version.
    pub const fn last(self) -> i16 {
        self.last as i16
    }

    /// Whether `version` lies in the range.
    #[inline]
    pub const fn contains(self, version: i16) -> bool {
        self.first() <= version && version <= self.last()
    }
}

/// What a field holds when nobody has set it, and in versions which do not carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initial {
    /// Zero, false, empty, all zeros; for a struct: all its own defaults.
    Zero,
    /// This number; 1 is `true`.
    Int(i32),
    /// The greatest int64, the one default that does not fit above.
    Int64Max,
    /// Null.
    Null,
}

/// One field of a struct: its name and the versions it is carried in.
#[derive(Debug)]
pub struct Field {
    /// The name, as in Rust; Kafka's schema has the same one in camel case.
    pub name: &'static str,
    /// Its schema default.
    pub initial: Initial,
    /// The versions which carry it.
    pub versions: Versions,
    /// The versions in which it may be null.
    pub nullable: Versions,
    /// The versions in which it stands in the tagged section (KIP-482).
    pub tagged: Versions,
    /// Its tag there; below [`TAG_MAX`].
    pub tag: u8,
    /// Whether a value other than the default may be dropped when the version does not carry the field.
    pub ignorable: bool,
}

/// Tags of our schemas are below this; a generated table with a greater one does not compile.
pub const TAG_MAX: u8 = 32;

impl Field {
    /// A field carried from version `first` to `last`, never null, zero by default.
    pub const fn new(name: &'static str, first: i8, last: i8) -> Field {
        Field {
            name,
            initial: Initial::Zero,
            versions: Versions::new(first, last),
            nullable: Versions::NONE,
            tagged: Versions::NONE,
            tag: 0,
            ignorable: false,
        }
    }

    /// May be null in these versions.
    pub const fn nullable(mut self, first: i8, last: i8) -> Field {
        self.nullable = Versions::new(first, last);
        self
    }

    /// Stands in the tagged section in these versions.
    pub const fn tagged(mut self, tag: u8, first: i8, last: i8) -> Field {
        assert!(tag < TAG_MAX);
        self.tag = tag;
        self.tagged = Versions::new(first, last);
        self
    }

    /// Is this number by default.
    pub const fn int(mut self, value: i32) -> Field {
        self.initial = Initial::Int(value);
        self
    }

    /// Is the greatest int64 by default.
    pub const fn int64_max(mut self) -> Field {
        self.initial = Initial::Int64Max;
        self
    }

    /// Is null by default.
    pub const fn null(mut self) -> Field {
        self.initial = Initial::Null;
        self
    }

    /// May be dropped where a version does not carry it.
    pub const fn ignorable(mut self) -> Field {
        self.ignorable = true;
        self
    }
}

/// A whole message: its name, the versions that exist, and those in the flexible form of KIP-482.
#[derive(Debug)]
pub struct Schema {
    /// Kafka's name of the message.
    pub name: &'static str,
    /// The versions which exist and are stable.
    pub versions: Versions,
    /// The versions with compact lengths and tagged sections.
    pub flexible: Versions,
}

impl Schema {
    /// A message with these versions, flexible from `flexible_first` on.
    pub const fn new(name: &'static str, first: i8, last: i8, flexible_first: i8) -> Schema {
        Schema { name, versions: Versions::new(first, last), flexible: Versions::new(flexible_first, LATEST) }
    }

    /// A message with these versions, none of them flexible.
    pub const fn rigid(name: &'static str, first: i8, last: i8) -> Schema {
        Schema { name, versions: Versions::new(first, last), flexible: Versions::NONE }
    }
}
