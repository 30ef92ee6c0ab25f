//! What factum can say: one rule a file, each with the page that explains and tests it.
//!
//! A rule reads the [`Site`] and adds findings. It reads no file, formats nothing for a terminal
//! and knows no configuration: levels and ignores are left to `policy`.

use crate::diagnostic::{Diagnostic, Fix, Label, Level};
use crate::site::{Page, Site};

/// A rule as plain data.
pub struct Rule {
    /// Its name in kebab case, which says what is wrong.
    pub name: &'static str,
    /// Its level unless a site says otherwise.
    pub level: Level,
    /// One line that says what it reports.
    pub summary: &'static str,
    /// Its page, in Markdown: manual, explanation and test.
    pub page: &'static str,
    /// The check.
    pub check: Check,
}

/// How a rule looks at a site.
pub enum Check {
    /// Page by page, in parallel: what it says of a page depends on that page's own claims and links.
    Page(fn(&Site, &Page, usize, &mut Findings)),
    /// The whole site at once.
    Site(fn(&Site, &mut Findings)),
    /// Nothing of its own: findings of this rule are made where ignores are applied.
    Policy,
}

/// Findings of one rule.
pub struct Findings {
    rule: &'static str,
    level: Level,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding at a place; the rest can be added to what it returns.
    pub fn add(&mut self, primary: Label, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            rule: self.rule,
            level: self.level,
            message: message.into(),
            primary,
            related: Vec::new(),
            help: None,
            fix: None,
        });
        self.list.last_mut().expect("one was just pushed")
    }
}

impl Diagnostic {
    /// Adds a place that explains the finding.
    pub fn relate(&mut self, label: Label) -> &mut Diagnostic {
        self.related.push(label);
        self
    }

    /// Says what to do.
    pub fn help(&mut self, words: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(words.into());
        self
    }

    /// Offers a change that would mend it.
    pub fn fix(&mut self, fix: Fix) -> &mut Diagnostic {
        self.fix = Some(fix);
        self
    }
}

/// Every rule, by family.
pub static ALL: &[&Rule] = &[];

/// The rule of a name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Everything that the rules have to say of a site, at their default levels, in no order that
/// means anything: `policy` sorts. A rule that is off by default is asked only if `wanted` says so.
pub fn check(site: &Site, wanted: impl Fn(&Rule) -> bool + Sync) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    ALL.par_iter()
        .filter(|rule| wanted(rule))
        .flat_map_iter(|rule| {
            let mut findings = Findings { rule: rule.name, level: rule.level, list: Vec::new() };
            match rule.check {
                Check::Site(check) => check(site, &mut findings),
                Check::Page(check) => {
                    for (index, page) in site.pages.iter().enumerate() {
                        check(site, page, index, &mut findings);
                    }
                }
                Check::Policy => {}
            }
            findings.list
        })
        .collect()
}
