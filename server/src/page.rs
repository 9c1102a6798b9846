//! Serves a built page over HTTP/1.1, to this machine alone.
//!
//! Reads of files from one directory, nothing else: no upload, no listing, no path out of the directory. Every connection
//! is limited in time and header size, and there are only so many at once.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST, HeaderValue,
    IF_NONE_MATCH, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::assets::{self, Asset};

/// Connections served at once; more wait in the listener's queue.
const CONNECTIONS_MAX: usize = 64;
/// Bytes of a request's line and headers.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Headers of a request.
const HEADERS_MAX: usize = 64;
/// How long a client may take to send a request's head.
const HEAD_WAIT: Duration = Duration::from_secs(10);
/// How long one connection may live; a browser opens the next.
const CONNECTION_LIFE_MAX: Duration = Duration::from_secs(300);
/// How long we rest when the system refuses a connection, so that a lack of file handles does not spin.
const ACCEPT_REST: Duration = Duration::from_millis(50);

/// What the page may do. The page needs no inline script or style, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// Listens on `port` of the loopback address; 0 takes a free one. `option` is the one that takes another port.
///
/// # Errors
/// If the port is in use.
pub(crate) async fn listen(port: u16, option: &str) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("cannot listen on 127.0.0.1:{port}: {error} ({option} takes another)"),
        )
    })
}

/// The directory of a built page, as [`serve`] wants it.
///
/// # Errors
/// If there is none.
pub(crate) fn built(dir: &std::path::Path) -> io::Result<PathBuf> {
    let missing = |error: io::Error| {
        let what = format!(
            "no page in {}: {error} (`cargo xtask dist` builds it, --dir names another)",
            dir.display()
        );
        io::Error::new(error.kind(), what)
    };
    dir.canonicalize().map_err(missing)
}

/// Serves the files of `dir` until the task is dropped.
pub(crate) async fn serve(listener: TcpListener, dir: PathBuf) {
    let dir = Arc::new(dir);
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(ACCEPT_REST).await;
            continue;
        };
        let dir = dir.clone();
        tokio::spawn(async move {
            connection(stream, dir).await;
            drop(place);
        });
    }
}

/// One connection to its end. What goes wrong in it is the client's affair: the page asks again.
async fn connection(stream: TcpStream, dir: Arc<PathBuf>) {
    let service = service_fn(move |request| {
        let dir = dir.clone();
        async move { Ok::<_, Infallible>(answer(&request, &dir).await) }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WAIT)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let _ended_or_late = tokio::time::timeout(CONNECTION_LIFE_MAX, serving).await;
}

/// The answer to one request; its body, if any, is left unread.
async fn answer(request: &Request<Incoming>, dir: &std::path::Path) -> Response<Full<Bytes>> {
    let head_only = match *request.method() {
        Method::GET => false,
        Method::HEAD => true,
        _ => {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
    };
    if !from_this_machine(request) {
        return plain(StatusCode::MISDIRECTED_REQUEST, "this server answers to 127.0.0.1 and localhost");
    }
    let Some(asset) = assets::find(dir, request.uri().path()).await else {
        return plain(StatusCode::NOT_FOUND, "no such file");
    };
    let seen = request.headers().get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == asset.tag.as_bytes());
    file(asset, head_only, seen)
}

/// Whether the client meant this machine: a name of elsewhere that points here is a rebinding attack.
fn from_this_machine(request: &Request<Incoming>) -> bool {
    let Some(Ok(host)) = request.headers().get(HOST).map(HeaderValue::to_str) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")
}

/// A file of the page. Always revalidated, so that an edit is seen at once.
fn file(asset: Asset, head_only: bool, seen: bool) -> Response<Full<Bytes>> {
    let length = asset.bytes.len();
    let body = if head_only || seen { Bytes::new() } else { asset.bytes };
    let mut response =
        respond(if seen { StatusCode::NOT_MODIFIED } else { StatusCode::OK }, asset.kind, body);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&asset.tag) {
        headers.insert(ETAG, tag);
    }
    if head_only && !seen {
        headers.insert(CONTENT_LENGTH, length.into());
    }
    response
}

/// A sentence instead of a file.
fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    respond(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

/// A response with what every one of ours carries.
fn respond(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
