//! `factum serve`: the site in a browser while it is being written, checked and made anew on every
//! change. How it is sent is left to `serve`.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};

use super::Outcome;
use super::build::{remembered, rendered};
use super::print::Printer;
use super::request::{Located, Request};
use crate::cli::Serving;
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Options};
use crate::render::{Memory, Output};
use crate::serve::{Live, Notice, Server, View, Watch, is_loopback};
use crate::site::Site;
use crate::source::Disk;

/// Serves the site until the process is stopped.
///
/// # Errors
/// When there is no site, its folder cannot be watched, or the port is taken.
pub(super) fn run(
    serving: &Serving,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, options } = request.locate()?;
    // Before the site is made, which may take a while: who cannot be served need not wait for it.
    let server = bind(serving.interface, serving.port)?;
    let memory = remembered(&root);
    let engine = Engine::new();
    let mut making = Making { engine, door, options, root: root.clone(), version: 0, memory };
    let (first, folder) = making.make(None, request, printer);
    let ignored = vec![root.join(folder), root.join("target"), root.join("node_modules")];
    let watch = Watch::over(&root, ignored)
        .with_context(|| format!("cannot watch {} for changes", root.display()))?;
    let address = address(&server, &first);
    let live = Arc::new(Live::new(first));
    server.start(live.clone());
    if !is_loopback(serving.interface) {
        printer.remark("others in your network can read the site, drafts and findings with it")?;
    }
    printer.remark(&format!("serving at {address} (stop with Ctrl-C)"))?;
    if serving.open
        && let Err(error) = open::that_detached(&address)
    {
        printer.failure(&anyhow!(error).context("cannot open a browser"));
    }
    while watch.wait() {
        let (next, _) = making.make(Some(&live.view()), request, printer);
        live.show(next);
    }
    Ok(Outcome::Clean)
}

fn bind(interface: IpAddr, port: u16) -> anyhow::Result<Server> {
    let taken = |error: std::io::Error| {
        let address = SocketAddr::new(interface, port);
        let advice = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "; another program has the port, choose one with --port"
            }
            _ => "",
        };
        anyhow!(error).context(format!("cannot serve at {address}{advice}"))
    };
    Server::bind(interface, port).map_err(taken)
}

/// Where the home page is.
fn address(server: &Server, view: &View) -> String {
    format!("http://{}{}/", server.address(), view.base())
}

/// What makes views, one after another.
struct Making {
    engine: Engine,
    door: Disk,
    options: Options,
    root: std::path::PathBuf,
    version: u64,
    memory: Arc<Memory>,
}

impl Making {
    /// Makes the next view and reports; what cannot be made leaves the pages as they were. Beside
    /// it the output folder, which nobody need watch.
    fn make(
        &mut self,
        before: Option<&View>,
        request: &Request,
        printer: &mut Printer,
    ) -> (View, String) {
        self.version += 1;
        let failed = |why: String| match before {
            Some(view) => view.failed(self.version, why),
            None => empty(&self.root).failed(self.version, why),
        };
        let snapshot = match self.engine.snapshot(&self.door, &self.options) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                printer.failure(&error);
                return (failed(format!("{error:#}")), String::new());
            }
        };
        let (site, mut findings) = (snapshot.site, snapshot.findings);
        let output = match site.config.broken {
            true => None,
            false => Some(rendered(&site, &mut findings, request.levels(), &self.memory)),
        };
        // Nobody may be listening to the terminal any more; the browser still is.
        let _ = printer.report(&site, &findings, None);
        let folder = site.config.output_dir.clone();
        let view = match output {
            None => failed("the settings cannot be used; the terminal says why".to_string()),
            Some(output) => {
                let (base, notices) = (&site.config.base_url, notices(&site, &findings));
                View::new(self.version, output, &self.root, base, notices)
            }
        };
        (view, folder)
    }
}

fn empty(root: &Path) -> View {
    View::new(0, Output::default(), root, "", Vec::new())
}

/// Findings for the panel over a page, each with the address of the page that it stands on.
fn notices(site: &Site, findings: &[Diagnostic]) -> Vec<Notice> {
    let pages: BTreeMap<_, _> =
        site.pages.iter().rev().map(|page| (&page.article.path, page.url.as_str())).collect();
    let subjects = site.subjects.values().map(|subject| (&subject.path, subject.url.as_str()));
    let subjects: BTreeMap<_, _> = subjects.collect();
    let notice = |finding: &Diagnostic| {
        let path = &finding.primary.path;
        let place = site.texts.get(path).map(|text| text.place(finding.primary.span.start));
        let url = pages.get(path).or_else(|| subjects.get(path));
        Notice {
            level: finding.level.as_str(),
            rule: finding.rule,
            message: finding.message.clone(),
            place: match place {
                Some(place) => format!("{path}:{}:{}", place.line, place.column),
                None => path.to_string(),
            },
            url: url.map(|url| (*url).to_string()),
        }
    };
    findings.iter().map(notice).collect()
}
