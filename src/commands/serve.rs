//! `factum serve`: the site in a browser while it is being written, checked and made anew on every
//! change. How it is sent is left to `serve`.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};

use super::Outcome;
use super::build::remembered;
use super::print::Printer;
use super::request::{Located, Request};
use crate::cli::Serving;
use crate::diagnostic::{Diagnostic, Level};
use crate::engine::{Engine, Options, Snapshot};
use crate::render::Memory;
use crate::serve::{Live, Notice, Server, Told, View, Watch, is_loopback};
use crate::site::Site;
use crate::source::{SitePath, Watched};
use crate::write::pictures::copy;

/// How long nothing must have happened before all files are asked whether they are what they were: the
/// system does not tell of every change, as of those that another machine makes on a shared disk.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// How long what such a look has shown may take to be told: it then is one change, not two.
const TOLD_LATE: Duration = Duration::from_millis(20);

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
    let mut making = Making {
        engine: Engine::new(),
        door: Watched::new(door),
        options,
        root: root.clone(),
        version: 0,
        memory,
        reported: Vec::new(),
    };
    let nothing = View::nothing(&root);
    let first = making.make(&nothing, printer);
    let watch = watch(&root, making.ignored(&first), serving.poll, printer)?;
    let address = address(&server, &first.view);
    let live = Arc::new(Live::new(first.view));
    server.start(live.clone());
    if let Some((snapshot, findings)) = &first.site {
        // Nobody may be listening to the terminal any more; the browser still is.
        let _ = printer.report(&snapshot.site, findings, None);
    }
    making.reported = first.site.map(|(_, findings)| findings).unwrap_or_default();
    if !is_loopback(serving.interface) {
        printer.remark("others in your network can read the site, drafts and findings with it")?;
    }
    printer.remark(&format!("serving at {address} (stop with Ctrl-C)"))?;
    if serving.open
        && let Err(error) = open::that_detached(&address)
    {
        printer.failure(&anyhow!(error).context("cannot open a browser"));
    }
    // What happened before the watch began was told by nobody.
    let mut unsure = true;
    while let Some(told) = watch.wait(unsure.then_some(LOOK_AGAIN)) {
        let since = match told {
            Told::Changed { since, files } => {
                unsure = true;
                files.into_iter().for_each(|files| making.door.told(files));
                since
            }
            Told::Nothing { since } => {
                unsure = false;
                if making.is_current() {
                    continue;
                }
                if watch.wait(Some(TOLD_LATE)).is_none() {
                    break;
                }
                since
            }
        };
        let next = making.make(&live.view(), printer);
        watch.ignore(making.ignored(&next));
        live.show(next.view);
        let took = since.elapsed().as_millis();
        if let Some((snapshot, findings)) = next.site {
            let done = format!("made anew in {took} ms");
            let _ = match findings == making.reported {
                true => printer.receipt(&snapshot.site, &findings, &done),
                false => printer.report(&snapshot.site, &findings, Some(&done)).map(drop),
            };
            making.reported = findings;
        }
    }
    Ok(Outcome::Clean)
}

/// A watch over the site's folder; by looking again and again where that is asked for, or where the
/// system cannot do better.
fn watch(
    root: &Path,
    ignored: Vec<PathBuf>,
    poll: bool,
    printer: &mut Printer,
) -> anyhow::Result<Watch> {
    let whole = |polled| Watch::over(root, ignored.clone(), polled);
    match whole(poll) {
        Ok(watch) => Ok(watch),
        Err(error) if !poll => {
            printer.remark(&format!("the system cannot watch the folder, so it is looked through again and again: {error}"))?;
            whole(true).with_context(|| format!("cannot watch {} for changes", root.display()))
        }
        Err(error) => {
            Err(anyhow!(error).context(format!("cannot watch {} for changes", root.display())))
        }
    }
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
    door: Watched,
    options: Options,
    root: PathBuf,
    version: u64,
    /// The code that was coloured before.
    memory: Arc<Memory>,
    /// What the terminal was told last.
    reported: Vec<Diagnostic>,
}

/// A view, and the site and what is wrong with it, unless it cannot even be read.
struct Made {
    view: View,
    site: Option<(Arc<Snapshot>, Vec<Diagnostic>)>,
}

impl Making {
    /// Makes the next view; what cannot be made leaves the pages as they were.
    fn make(&mut self, before: &View, printer: &mut Printer) -> Made {
        self.version += 1;
        // In a thread of those that share the work: to hand them each piece from outside takes longer than
        // most pieces do.
        let Making { engine, door, options, .. } = self;
        let snapshot = match rayon::scope(|_| engine.snapshot(door, options)) {
            Ok(snapshot) => Arc::new(snapshot),
            Err(error) => {
                printer.failure(&error);
                let view = before.failed(self.version, format!("{error:#}"));
                return Made { view, site: None };
            }
        };
        let findings = snapshot.findings.clone();
        if snapshot.site.config.broken {
            let why = "the settings cannot be used; the terminal says why".to_string();
            let view = before.failed(self.version, why);
            return Made { view, site: Some((snapshot, findings)) };
        }
        let view = View::new(self.version, &snapshot, &self.root, &self.memory, copy);
        let view = view.with(notices(&snapshot.site, &findings));
        Made { view, site: Some((snapshot, findings)) }
    }

    /// Whether the files of the site are those that the last view was made of.
    fn is_current(&mut self) -> bool {
        // What goes wrong now is told when the view is made.
        self.engine.is_current(&self.door, &self.options).unwrap_or(false)
    }

    /// The folders that nobody need watch: what a build writes is no change of the site.
    fn ignored(&self, made: &Made) -> Vec<PathBuf> {
        let output = made.site.as_ref().map(|(it, _)| it.site.config.output_dir.as_str());
        let folders = ["target", "node_modules"].into_iter().chain(output);
        folders.map(|folder| self.root.join(folder)).collect()
    }
}

/// Findings for the panel over a page, each with the address of the page that it stands on. Notes are
/// left to the terminal.
fn notices(site: &Site, findings: &[Diagnostic]) -> Vec<Notice> {
    let subjects = site.subjects.values().map(|subject| (&subject.path, subject.url.as_str()));
    let subjects: LazyCell<BTreeMap<_, _>, _> = LazyCell::new(|| subjects.collect());
    let page = |path: &SitePath| {
        // Pages stand in the order of their paths.
        let at = site.pages.partition_point(|page| page.article.path < *path);
        let page = site.pages.get(at).filter(|page| page.article.path == *path);
        page.map(|page| page.url.as_str())
    };
    let notice = |finding: &Diagnostic| {
        let path = &finding.primary.path;
        let place = site.texts.get(path).map(|text| text.place(finding.primary.span.start));
        let url = page(path).or_else(|| subjects.get(path).copied());
        Notice {
            level: finding.level.as_str(),
            rule: finding.rule,
            message: finding.message.clone(),
            place: match place {
                Some(place) => format!("{path}:{}:{}", place.line, place.column),
                None => path.to_string(),
            },
            url: url.map(str::to_string),
        }
    };
    findings.iter().filter(|finding| finding.level > Level::Note).map(notice).collect()
}
