//! What the web says in a case, line by line: an address and `404`, `moved to ADDRESS`, `redirects to
//! ADDRESS`, `not asked`, or `lacks WORDS`. Leaves real servers to the tests of `web`.

use factum::site::{Answer, Echo, External, Moved, Outcome, Trouble, Unchecked};

/// Reads the fence.
pub(super) fn read(text: &str, failures: &mut Vec<String>) -> External {
    let mut external = External::default();
    for line in text.lines() {
        let (address, says) = line.split_once(' ').unwrap_or((line, ""));
        let up = |moved| Outcome { answer: Answer::Up(200), moved, remembered: None };
        let moved = |to: &str, permanent| up(Some(Moved { to: to.to_string(), permanent }));
        let is = |answer| Outcome { answer, moved: None, remembered: None };
        let outcome = if let Some(to) = says.strip_prefix("moved to ") {
            moved(to, true)
        } else if let Some(to) = says.strip_prefix("redirects to ") {
            moved(to, false)
        } else if let Some(words) = says.strip_prefix("lacks ") {
            let of = (address.to_string(), words.to_string());
            external.echoes.insert(of, Echo::Differs(None));
            up(None)
        } else if says == "not asked" {
            is(Answer::Unchecked(Unchecked::Offline))
        } else {
            match says.parse() {
                Ok(status @ 200..=299) => is(Answer::Up(status)),
                Ok(status) => is(Answer::Broken(Trouble::Status(status))),
                Err(_) => {
                    failures.push(format!("the web says \"{line}\", which means nothing"));
                    continue;
                }
            }
        };
        external.outcomes.insert(address.to_string(), outcome);
    }
    external
}
