//! The site of this repository, as `factum check` sees it: the manual's claims all hold.

use factum::diagnostic::Level;
use factum::engine::{Engine, Options};
use factum::source::Disk;
use factum::value::Verdict;

use super::root;

#[test]
fn every_claim_of_the_manual_holds() {
    let door = Disk::new(&root(), Vec::new());
    let options = Options::at(jiff::civil::date(2026, 11, 22));
    let snapshot = Engine::new().snapshot(&door, &options).expect("the site can be read");
    let site = &snapshot.site;
    let manual =
        |path: &str| path.starts_with("content/manual/") || path.starts_with("facts/manual/");
    let mut claims = 0;
    let mut said = Vec::new();
    for claim in &site.claims {
        let path = &site.page(claim.page).article.path;
        if !manual(path.as_str()) {
            continue;
        }
        claims += 1;
        if claim.judgement.verdict != Verdict::Holds {
            let (words, fact) = (&claim.words, &claim.to);
            said.push(format!("{path}: [{words}]({fact}) {:?}", claim.judgement));
        }
    }
    for finding in &snapshot.findings {
        if finding.level >= Level::Warning && manual(finding.primary.path.as_str()) {
            said.push(format!("{}: {}: {}", finding.primary.path, finding.rule, finding.message));
        }
    }
    assert!(said.is_empty(), "{} of {claims} claims: {said:#?}", said.len());
    assert!(claims >= 60, "the manual has {claims} claims");
}
