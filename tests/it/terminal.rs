//! A program on a terminal of its own. What it is asked and what it should say is left to the tests.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Runs a program with lines typed into it: its status, and all that the terminal showed, without what
/// takes the cursor back to the start of a line.
pub(super) fn on_a_terminal(mut command: Command, typed: &str) -> (i32, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&master).expect("a terminal of one's own");
    unlockpt(&master).expect("a terminal that opens");
    let name = ptsname(&master, Vec::new()).expect("the terminal's name");
    let end = || {
        let flags = OFlags::RDWR | OFlags::NOCTTY;
        Stdio::from(open(name.as_c_str(), flags, Mode::empty()).expect("the other end"))
    };
    let mut child = command.stdin(end()).stdout(end()).stderr(end()).spawn().expect("a run");
    // Only the child holds the other end now, so reading ends when it does.
    drop(command);
    let mut terminal = File::from(master);
    terminal.write_all(typed.as_bytes()).expect("typed");
    let mut shown = Vec::new();
    let mut part = [0; 4096];
    while let Ok(count @ 1..) = terminal.read(&mut part) {
        shown.extend_from_slice(&part[..count]);
    }
    let status = child.wait().expect("an end").code().expect("a status");
    (status, String::from_utf8(shown).expect("UTF-8").replace('\r', ""))
}
