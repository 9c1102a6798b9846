//! Frames of a socket: a size, then that many bytes. Memory grows as bytes arrive, not as sizes claim.

use std::time::Duration;
use std::{fmt, io};

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;

/// `socket.request.max.bytes`.
pub(crate) const FRAME_BYTES_MAX: usize = 104_857_600;
/// How much is made room for before more has arrived.
const STEP_BYTES: usize = 64 * 1024;
/// The first frame of a connection must have begun by then.
const FIRST_FRAME: Duration = Duration::from_secs(10);
/// `connections.max.idle.ms`.
const IDLE: Duration = Duration::from_secs(600);
/// A frame that has begun must be whole by then.
const WHOLE_FRAME: Duration = Duration::from_secs(30);

/// Why no frame came.
#[derive(Debug)]
pub(crate) enum FrameError {
    /// The other end closed between two frames.
    Closed,
    /// It was idle, or slow, for too long.
    Late,
    /// It announced a frame of this many bytes.
    Size(i32),
    /// The socket failed.
    Io(io::Error),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("closed by the other end"),
            Self::Late => f.write_str("idle or slow for too long"),
            Self::Size(size) => write!(f, "a frame of {size} bytes was announced"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl From<io::Error> for FrameError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the size of the next frame.
pub(crate) async fn read_size(from: &mut (impl AsyncRead + Unpin), first: bool) -> Result<usize, FrameError> {
    let mut size = [0; 4];
    let patience = if first { FIRST_FRAME } else { IDLE };
    let began = timeout(patience, from.read(&mut size)).await.map_err(|_| FrameError::Late)??;
    if began == 0 {
        return Err(FrameError::Closed);
    }
    let rest = from.read_exact(&mut size[began..]);
    timeout(WHOLE_FRAME, rest).await.map_err(|_| FrameError::Late)??;
    let size = i32::from_be_bytes(size);
    usize::try_from(size).ok().filter(|&size| size <= FRAME_BYTES_MAX).ok_or(FrameError::Size(size))
}

/// Reads a frame whose size is known.
pub(crate) async fn read_body(from: &mut (impl AsyncRead + Unpin), size: usize) -> Result<Bytes, FrameError> {
    let whole = async {
        let mut body = BytesMut::new();
        while body.len() < size {
            let missing = size - body.len();
            body.reserve(missing.min(STEP_BYTES.max(body.len())));
            let mut part = (&mut *from).take(u64::try_from(missing).unwrap_or(u64::MAX));
            if part.read_buf(&mut body).await? == 0 {
                return Err(FrameError::Closed);
            }
        }
        Ok(body.freeze())
    };
    timeout(WHOLE_FRAME, whole).await.map_err(|_| FrameError::Late)?
}
