//! The files of a built page: from the path of a URL to bytes.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::{Component, Path, PathBuf};

use hyper::body::Bytes;

/// Files above this are not part of a page.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A file of the page.
pub(crate) struct Asset {
    /// The media type, as in `Content-Type`.
    pub(crate) kind: &'static str,
    /// The entity tag, quoted: changes with the bytes.
    pub(crate) tag: String,
    pub(crate) bytes: Bytes,
}

/// The file at `url_path` below `dir`, which must be canonical; `None` when there is none to serve.
pub(crate) async fn find(dir: &Path, url_path: &str) -> Option<Asset> {
    let path = dir.join(relative(url_path)?);
    // Links inside the directory may point out of it.
    let path = tokio::fs::canonicalize(path).await.ok()?;
    let data = tokio::fs::metadata(&path).await.ok()?;
    if !path.starts_with(dir) || !data.is_file() || data.len() > FILE_BYTES_MAX {
        return None;
    }
    let bytes = tokio::fs::read(&path).await.ok()?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    Some(Asset { kind: kind(&path), tag: format!("\"{:016x}\"", hasher.finish()), bytes: bytes.into() })
}

/// The path below the page's directory. The page's own names need no percent-encoding, so none is understood.
fn relative(url_path: &str) -> Option<PathBuf> {
    let path = url_path.strip_prefix('/')?;
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let odd = |c: char| c.is_control() || "\\%:".contains(c);
    if path.contains(odd) || path.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    let path = PathBuf::from(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

/// The media type by the file's extension.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_means_its_index() {
        assert_eq!(relative("/"), Some("index.html".into()));
        assert_eq!(relative("/lessons/"), Some("lessons/index.html".into()));
        assert_eq!(relative("/a/b.wasm"), Some("a/b.wasm".into()));
    }

    #[test]
    fn no_path_leads_out() {
        for path in [
            "/../x",
            "/a/../../x",
            "//etc/passwd",
            "/%2e%2e/x",
            "/a\\..\\x",
            "/c:/x",
            "/.git/config",
            "x",
            "",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_needs() {
        assert_eq!(kind(Path::new("page.wasm")), "application/wasm");
    }
}
