//! How long it takes from a save until a browser is told of it and has the page: of a page, and of a
//! fact, on a site that `factum serve` shows. It asks as a browser does, over the network of the machine.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::corpus::{Corpus, Dialect, put};
use super::measure::median;

/// How long nothing is saved between two saves.
const PAUSE: Duration = Duration::from_millis(300);

/// What is saved.
enum Save {
    /// A page, which gets another sentence at its end.
    Page,
    /// A fact, which gets another value; the page is one that states it.
    Fact,
}

/// A site with facts and claims, five claims and one fact for each page.
fn corpus(pages: usize) -> Corpus {
    Corpus { facts: pages, claims: pages * 5, bound: true, ..Corpus::plain(pages) }
}

/// Serves a site of some pages in `folder`, saves so many times, and tells the times.
///
/// # Errors
/// When the disk refuses, the server does not start, or it shows something else than was saved.
pub(crate) fn run(program: &Path, pages: usize, saves: usize, folder: &Path) -> io::Result<String> {
    let root = folder.join("factum-saves");
    corpus(pages).write(&root.join("content"), Dialect::Paths)?;
    for (name, text) in corpus(pages).facts() {
        put(&root.join(format!("facts/{name}")), &text)?;
    }
    let settings = "title = \"Bench\"\nbase_url = \"https://bench.example\"\n";
    put(&root.join("factum.toml"), settings)?;
    let mut server = Server::start(program, &root)?;
    let mut told = format!(
        "{pages} pages, {saves} saves, milliseconds from the save\n\n\
         | saved | reload sent, median (most) | page there, median (most) |\n| --- | --: | --: |\n"
    );
    for (what, save) in [("a page", Save::Page), ("a fact", Save::Fact)] {
        let times = server.saves(&root, &save, pages, saves)?;
        let column = |of: fn(&(f64, f64)) -> f64| {
            let all: Vec<f64> = times.iter().map(of).collect();
            let most = all.iter().copied().fold(0.0, f64::max);
            format!("{:.0} ({most:.0})", median(&all))
        };
        told.push_str(&format!("| {what} | {} | {} |\n", column(|it| it.0), column(|it| it.1)));
    }
    Ok(told)
}

/// A server that runs, and the stream that tells of changes.
struct Server {
    child: Child,
    address: String,
    events: BufReader<TcpStream>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "a benchmark starts what it measures")]
    fn start(program: &Path, root: &Path) -> io::Result<Server> {
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--root"]).arg(root);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut said = BufReader::new(child.stderr.take().ok_or(io::ErrorKind::BrokenPipe)?);
        let mut line = String::new();
        let address = loop {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                return Err(io::Error::other("the server ended"));
            }
            if let Some((_, rest)) = line.split_once("serving at http://") {
                break rest.split('/').next().unwrap_or_default().trim().to_string();
            }
        };
        // What nobody reads would stop the server one day.
        std::thread::spawn(move || io::copy(&mut said, &mut io::sink()));
        let events = BufReader::new(ask(&address, "/__factum/events")?);
        let mut server = Server { child, address, events };
        server.event()?;
        Ok(server)
    }

    /// Waits until the server tells of a site.
    fn event(&mut self) -> io::Result<()> {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            if self.events.read_line(&mut line)? == 0 {
                return Err(io::Error::other("the server tells of nothing any more"));
            }
        }
        Ok(())
    }

    /// Saves, and gives the times until the reload was sent and until the page was there.
    #[expect(clippy::disallowed_methods, reason = "a benchmark saves files and looks at the clock")]
    fn saves(
        &mut self,
        root: &Path,
        save: &Save,
        pages: usize,
        times: usize,
    ) -> io::Result<Vec<(f64, f64)>> {
        let (path, old, address) = match save {
            Save::Page => {
                let page = pages / 3;
                let (folder, name) = Corpus::place(page);
                let (path, text) = corpus(pages).page(page, Dialect::Paths);
                (format!("content/{path}"), text, format!("/{folder}/{name}/"))
            }
            Save::Fact => {
                let (name, text) = corpus(pages).facts().nth(1).unwrap_or_default();
                let subject = name.trim_end_matches(".yaml").to_string();
                (format!("facts/{name}"), text, format!("/facts/{subject}/"))
            }
        };
        let file = root.join(&path);
        let beside = file.with_file_name(".saved");
        let mut all = Vec::new();
        for number in 0..times {
            std::thread::sleep(PAUSE);
            let (new, sign) = match save {
                Save::Page => {
                    let sign = format!("Saved for time {number}.");
                    (format!("{old}\n{sign}\n"), sign)
                }
                Save::Fact => {
                    let (before, rest) = old.split_once("value: ").unwrap_or((&old, ""));
                    let rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
                    let value = 500 + number % 400;
                    (format!("{before}value: {value} {rest}"), value.to_string())
                }
            };
            std::fs::write(&beside, new)?;
            let start = Instant::now();
            // As editors do it, so that nobody reads half of a file.
            std::fs::rename(&beside, &file)?;
            self.event()?;
            let reload = start.elapsed().as_secs_f64() * 1e3;
            let mut page = String::new();
            ask(&self.address, &address)?.read_to_string(&mut page)?;
            let there = start.elapsed().as_secs_f64() * 1e3;
            if !page.contains(&sign) {
                return Err(io::Error::other(format!("{address} does not show \"{sign}\"")));
            }
            all.push((reload, there));
        }
        std::fs::write(&file, old)?;
        self.event()?;
        Ok(all)
    }
}

/// Sends a request; the answer is what can be read.
fn ask(address: &str, path: &str) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
    Ok(stream)
}
