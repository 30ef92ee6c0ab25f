//! The `git` program as a child process: asked questions, never given a shell, a pager or a lock.
//! What the answers mean for a site is left to the parent module.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use anyhow::{Context as _, anyhow, ensure};

/// Variables that tell git which repository it is in, as hooks set them: the folder says that.
const ELSEWHERE: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"];

/// A folder in which git is asked.
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    /// Asks in this folder.
    pub(super) fn new(folder: &Path) -> Git {
        Git { folder: folder.to_path_buf() }
    }

    #[expect(clippy::disallowed_methods, reason = "revisions are read through git, and only here")]
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(["--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false"]);
        command.args(arguments).current_dir(&self.folder);
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        // What git says is shown as it is, and nothing is fetched while a site is read.
        command.env("LC_ALL", "C").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What git prints, or why it fails in its own words.
    ///
    /// # Errors
    /// When git cannot be started at all.
    pub(super) fn ask(&self, arguments: &[&str]) -> anyhow::Result<Result<Vec<u8>, String>> {
        let Output { status, stdout, stderr } =
            self.command(arguments).output().map_err(not_started)?;
        if status.success() {
            return Ok(Ok(stdout));
        }
        let words = String::from_utf8_lossy(&stderr);
        let first = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("it failed");
        Ok(Err(first.trim_start_matches("fatal: ").to_string()))
    }

    /// Hands over what git prints, piece by piece between zero bytes, until somebody has enough.
    ///
    /// # Errors
    /// When git cannot be started, stops answering, or fails.
    pub(super) fn each(
        &self,
        arguments: &[&str],
        mut piece: impl FnMut(&[u8]) -> ControlFlow<()>,
    ) -> anyhow::Result<()> {
        let mut command = self.command(arguments);
        // Nobody reads its complaints, which could stop it once they fill the pipe.
        command.stderr(Stdio::null());
        let mut child = command.spawn().map_err(not_started)?;
        let answer = child.stdout.take().context("git was started without its streams")?;
        let mut answer = BufReader::new(answer);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = answer.read_until(0, &mut bytes);
            if !matches!(read, Ok(length) if length > 0) {
                let status = child.wait().context("git stopped answering")?;
                read.context("git stopped answering")?;
                ensure!(status.success(), "it ended with {status}");
                return Ok(());
            }
            if piece(bytes.strip_suffix(&[0]).unwrap_or(&bytes)).is_break() {
                // What it would still say is of no use.
                let _ = child.kill();
                let _ = child.wait();
                return Ok(());
            }
        }
    }

    /// A child that hands out objects one after the other.
    ///
    /// # Errors
    /// When git cannot be started.
    pub(super) fn objects(&self) -> anyhow::Result<Objects> {
        let mut command = self.command(&["cat-file", "--batch"]);
        // Nobody reads its complaints, which could stop it once they fill the pipe.
        command.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(not_started)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (ask, answer) = pipes.context("git was started without its streams")?;
        Ok(Objects { child, ask: Some(ask), answer: BufReader::new(answer) })
    }
}

fn not_started(error: std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!(
            "there is no program git; revisions are read through it, so install it and put it \
             on the PATH"
        ),
        _ => anyhow!("git cannot be started: {error}"),
    }
}

/// A running `git cat-file --batch`.
pub(super) struct Objects {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Objects {
    /// The bytes of an object.
    ///
    /// # Errors
    /// Why they cannot be had, in a few words.
    pub(super) fn get(&mut self, id: &str) -> Result<Vec<u8>, String> {
        self.try_get(id).unwrap_or_else(|error| Err(format!("git stopped answering: {error}")))
    }

    fn try_get(&mut self, id: &str) -> std::io::Result<Result<Vec<u8>, String>> {
        let Some(ask) = &mut self.ask else { return Err(ErrorKind::BrokenPipe.into()) };
        ask.write_all(format!("{id}\n").as_bytes())?;
        ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        if head.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Ok(Err(format!("the repository lacks the object {id}")));
        };
        let mut bytes = Vec::new();
        (&mut self.answer).take(size).read_to_end(&mut bytes)?;
        let mut end = [0];
        self.answer.read_exact(&mut end)?;
        Ok(Ok(bytes))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Without questions it ends by itself; it is waited for, so that it leaves nothing behind.
        self.ask = None;
        let _ = self.child.wait();
    }
}
