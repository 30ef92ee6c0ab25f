//! Answers: a file of the site, one of the server's own, or a stream that tells of changes.

use std::io::{self, Write};
use std::time::Duration;

use super::Live;
use super::request::{Refusal, Request};
use super::view::{Found, OWN, View};

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// How long a stream is silent before a comment keeps it open.
const SILENCE: Duration = Duration::from_secs(15);

/// Answers a request.
///
/// # Errors
/// When the connection breaks.
pub(super) fn answer(out: &mut impl Write, live: &Live, request: &Request) -> io::Result<()> {
    let view = live.view();
    if let Some(own) = request.path.strip_prefix(OWN) {
        return match own {
            "live.js" => send(out, request, (200, "OK"), "text/javascript", SCRIPT.as_bytes()),
            "live.css" => send(out, request, (200, "OK"), "text/css", STYLE.as_bytes()),
            "events" if !request.head => events(out, live),
            _ => send(out, request, (404, "Not Found"), "text/plain", b"Nothing here.\n"),
        };
    }
    match view.find(&request.path) {
        Found::File(name, bytes) => {
            let (kind, bytes) = (kind(&name), bytes.as_slice());
            match kind == HTML {
                true => page(out, request, (200, "OK"), &view, bytes),
                false => send(out, request, (200, "OK"), kind, bytes),
            }
        }
        Found::Failed(why) => {
            let html = failed(&why);
            page(out, request, (500, "Internal Server Error"), &view, html.as_bytes())
        }
        Found::Folder => {
            let to = format!("{}/", request.sent.trim_start_matches('/'));
            head(
                out,
                (301, "Moved Permanently"),
                "text/plain",
                &[("Location", &format!("/{to}"))],
                0,
            )
        }
        Found::Nothing => {
            page(out, request, (404, "Not Found"), &view, view.not_found().as_slice())
        }
    }
}

/// Says why a request is not answered.
///
/// # Errors
/// When the connection breaks.
pub(super) fn refuse(out: &mut impl Write, (status, words): Refusal) -> io::Result<()> {
    let text = format!("{words}\n");
    head(out, (status, words), "text/plain", &[], text.len())?;
    out.write_all(text.as_bytes())
}

/// A page that stands where one should be whose template failed.
fn failed(why: &str) -> String {
    let why = why.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>This page cannot be \
         made</title></head>\n<body>\n<h1>This page cannot be made</h1>\n<pre>{why}</pre>\n</body>\n</html>\n"
    )
}

/// A page of the site with the script that waits for changes.
fn page(
    out: &mut impl Write,
    request: &Request,
    status: Refusal,
    view: &View,
    html: &[u8],
) -> io::Result<()> {
    let version = view.version();
    let script = format!("<script src=\"{OWN}live.js?{version}\" defer></script>\n");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|found| found == end).unwrap_or(html.len());
    let bytes = [&html[..at], script.as_bytes(), &html[at..]].concat();
    send(out, request, status, HTML, &bytes)
}

fn send(
    out: &mut impl Write,
    request: &Request,
    status: Refusal,
    kind: &str,
    bytes: &[u8],
) -> io::Result<()> {
    head(out, status, kind, &[], bytes.len())?;
    if request.head { Ok(()) } else { out.write_all(bytes) }
}

fn head(
    out: &mut impl Write,
    (status, words): Refusal,
    kind: &str,
    more: &[(&str, &str)],
    length: usize,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status} {words}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
    );
    for (name, value) in more {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    out.write_all(head.as_bytes())
}

/// Tells of the view that is there and of every one after it, until the other side goes.
fn events(out: &mut impl Write, live: &Live) -> io::Result<()> {
    out.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          Connection: close\r\n\r\n",
    )?;
    let mut view = live.view();
    loop {
        write!(out, "event: site\ndata: {}\n\n", view.told())?;
        out.flush()?;
        let version = view.version();
        loop {
            view = live.wait(version, SILENCE);
            if view.version() != version {
                break;
            }
            out.write_all(b": still here\n\n")?;
            out.flush()?;
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// What a file holds, by its name, as browsers want to be told.
fn kind(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}
