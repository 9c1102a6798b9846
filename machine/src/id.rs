//! Names for what crosses the boundary.

use core::fmt;

use partita_view::Name;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u64);
    )*};
}

ids! {
    /// A connection that somebody opened to this machine. The host numbers them.
    ConnId;
    /// A request on a connection, to be answered exactly once. The host numbers them.
    RequestId;
    /// A link that this machine opened. The machine numbers its own.
    LinkId;
    /// A request that this machine sent over a link of its own. The machine numbers its own.
    CallId;
    /// A read of a disk that comes later. The disk numbers them.
    ReadId;
}

/// Where a node listens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Host name or IP address.
    pub host: Name,
    /// Port.
    pub port: u16,
}

impl Address {
    /// An address.
    #[must_use]
    pub fn new(host: &str, port: u16) -> Self {
        Self { host: host.into(), port }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}
