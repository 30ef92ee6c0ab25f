//! One claim after another on a terminal: shown, and accepted, opened, or left as it is.
//! What is recorded is left to the command.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

use anyhow::Context as _;

use super::super::Outcome;
use super::super::print::Printer;
use super::card::Card;
use super::{open, record, save, usable};
use crate::report::count;
use crate::site::{Claim, Site};

/// What to type.
const KEYS: &str = "a accept · o open in an editor · s skip · q quit";

/// Asks about every claim that waits. Each answer is written down at once, and `look` then tells
/// what the site is like: an editor may have changed it.
///
/// # Errors
/// When the site cannot be looked at any more, or the disk refuses.
pub(super) fn walk(
    root: &Path,
    mut look: impl FnMut() -> anyhow::Result<Site>,
    input: &mut impl BufRead,
    by: Option<&str>,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let mut skipped = BTreeSet::new();
    let mut accepted = 0;
    let mut left;
    loop {
        let site = look()?;
        usable(&site)?;
        let waiting = open(&site);
        left = waiting.len();
        let mut rest = waiting.iter().filter(|claim| !skipped.contains(&key(&site, claim)));
        let Some(claim) = rest.next() else { break };
        let Some(card) = Card::of(&site, claim) else { break };
        let more = rest.count();
        let more = if more == 0 { String::new() } else { format!(", {more} more") };
        printer.show(&format!("\n{}\n{KEYS}{more}: ", card.text()))?;
        let mut line = String::new();
        if input.read_line(&mut line).context("cannot read the answer")? == 0 {
            break;
        }
        match line.trim() {
            "a" => {
                save(root, &site, &record(&site, &[claim], by))?;
                accepted += 1;
            }
            "o" => {
                if let Err(error) = edit(&root.join(card.path), card.line) {
                    printer.failure(&error);
                }
            }
            "s" => {
                skipped.insert(key(&site, claim));
            }
            "q" => break,
            _ => {}
        }
    }
    let accepted = count(accepted, "claim");
    printer.remark(&format!("accepted {accepted}, {left} left"))?;
    Ok(if left == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// What a claim is known by while pages change around it.
fn key(site: &Site, claim: &Claim) -> (String, String, String) {
    let asked = claim.asked.as_ref();
    let print = |of: fn(&crate::site::Asked) -> &String| asked.map(of).cloned().unwrap_or_default();
    let path = site.page(claim.page).article.path.to_string();
    (path, print(|asked| &asked.sentence_print), print(|asked| &asked.value_print))
}

/// Opens a file in the user's editor, at a line where the editor is one that takes it.
#[expect(clippy::disallowed_methods, reason = "the user asked for the editor of the environment")]
fn edit(path: &Path, line: usize) -> anyhow::Result<()> {
    let named = |name| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR"));
    let editor = editor.context("neither VISUAL nor EDITOR names an editor")?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut command = std::process::Command::new(program);
    command.args(words);
    let name = Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    if ["vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "kak"]
        .contains(&name)
    {
        command.arg(format!("+{line}"));
    }
    command.arg(path).status().with_context(|| format!("cannot start {program}"))?;
    Ok(())
}
