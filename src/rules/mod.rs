//! What factum can say: one rule a file, each with the page that explains and tests it.
//!
//! A rule reads the [`Site`] and adds findings. It reads no file, formats nothing for a terminal
//! and knows no configuration: levels and ignores are left to `policy`.

mod address_lost;
mod address_unrecorded;
mod alias_collision;
mod ambiguous_scalar;
mod anchor_broken;
mod caveat_missing;
mod cell_contradicted;
mod claim_bound_dropped;
mod claim_contradicted;
mod claim_out_of_scope;
mod claim_says_less;
mod claim_says_more;
mod claim_stale;
mod claim_unjudged;
mod code_unclear;
mod completeness_undeclared;
mod component_invalid;
mod computed_cycle;
mod config_invalid;
mod count_differs;
mod derived_drift;
mod diagram_undrawable;
mod disputed_not_shown;
mod duplicate_id;
mod duplicate_key;
mod duplicate_url;
mod editions;
mod empty_range;
mod external_broken;
mod external_redirected;
mod external_unchecked;
mod fact_file_invalid;
mod file_unreadable;
mod front_matter_invalid;
mod heading_skipped;
mod ignore_expired;
mod ignore_without_reason;
mod image_broken;
mod image_unreadable;
mod image_without_alt;
mod include_broken;
mod include_differs;
mod last_change_unknown;
mod link_broken;
mod link_case;
mod link_escapes_site;
mod link_moved;
mod list_edits;
mod list_item_extra;
mod list_item_missing;
mod list_item_repeated;
mod list_out_of_order;
mod lock_invalid;
mod maths_unreadable;
mod myth_holds;
mod nav_broken;
mod nothing_checked;
mod orphan_page;
mod own_site_source;
mod owned_words_edited;
mod owner_missing;
mod pages;
mod pages_disagree;
mod placeholder_value;
mod prohibited_wording;
mod quote_disagrees;
mod quote_not_found;
mod redirect_broken;
mod reference_undefined;
mod required_fact_missing;
mod resolution_incomplete;
mod resolution_overdue;
mod review_due;
mod review_needed;
mod review_soon;
mod review_unused;
mod routes;
mod row_unknown;
mod rule_violated;
mod scope_gap;
mod scope_overlap;
mod scope_unresolved;
mod snapshot_changed;
mod snapshot_unreadable;
mod source_changed;
mod source_missing;
mod source_unknown;
mod sources_conflict;
mod template_error;
mod template_link_broken;
mod template_outdated;
mod unguarded_fact;
mod unit_differs;
mod unknown_fact;
mod unknown_key;
mod unknown_unit;
mod unknown_word;
mod unused_fact;
mod unused_ignore;
mod unused_source;
mod wording;
mod wrong_type;

pub use image_unreadable::damaged as image_damaged;
pub use pages::Before;

use crate::diagnostic::{Diagnostic, Fix, Label, Level};
use crate::site::{Page, Site, Subject};

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

/// How a rule looks at a site. A rule for pages may look at a page and its article, its claims, its
/// links, and the subjects that its claims rest on, one for subjects at a subject and at which pages
/// claim something of it: while those are the same, what it said is kept. All may look at what is of no
/// single page or subject, as settings, sources, templates, and names.
pub enum Check {
    /// Page by page, in parallel: what it says of a page depends on that page's own claims and links.
    Page(fn(&Site, &Page, usize, &mut Findings)),
    /// Subject by subject, in parallel: what it says of a subject depends on that subject's own facts,
    /// beside what all pages share.
    Subject(fn(&Site, &Subject, &mut Findings)),
    /// Page by page and subject by subject.
    PageAndSubject(fn(&Site, &Page, usize, &mut Findings), fn(&Site, &Subject, &mut Findings)),
    /// The whole site at once.
    Site(fn(&Site, &mut Findings)),
    /// Page by page, and beside that what no page holds, such as the settings.
    Both(fn(&Site, &Page, usize, &mut Findings), fn(&Site, &mut Findings)),
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
    /// Adds a place that explains the finding, where there is one.
    pub fn relate(&mut self, label: impl Into<Option<Label>>) -> &mut Diagnostic {
        self.related.extend(label.into());
        self
    }

    /// Says what to do.
    pub fn help(&mut self, words: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(words.into());
        self
    }

    /// Names the nearest right thing, where there is one.
    pub fn near(&mut self, near: &Option<String>) -> &mut Diagnostic {
        if let Some(near) = near {
            self.message.push_str(&format!("; perhaps \"{near}\" is meant"));
        }
        self
    }

    /// Offers a change that would mend it, where there is one.
    pub fn fix(&mut self, fix: impl Into<Option<Fix>>) -> &mut Diagnostic {
        self.fix = fix.into();
        self
    }
}

/// Every rule, by family.
pub static ALL: &[&Rule] = &[
    &fact_file_invalid::RULE,
    &unknown_key::RULE,
    &duplicate_key::RULE,
    &duplicate_id::RULE,
    &wrong_type::RULE,
    &unknown_unit::RULE,
    &empty_range::RULE,
    &unknown_word::RULE,
    &ambiguous_scalar::RULE,
    &placeholder_value::RULE,
    &alias_collision::RULE,
    &required_fact_missing::RULE,
    &completeness_undeclared::RULE,
    &rule_violated::RULE,
    &computed_cycle::RULE,
    &derived_drift::RULE,
    &owner_missing::RULE,
    &scope_unresolved::RULE,
    &scope_gap::RULE,
    &scope_overlap::RULE,
    &source_missing::RULE,
    &source_unknown::RULE,
    &own_site_source::RULE,
    &quote_not_found::RULE,
    &quote_disagrees::RULE,
    &snapshot_changed::RULE,
    &snapshot_unreadable::RULE,
    &source_changed::RULE,
    &sources_conflict::RULE,
    &resolution_incomplete::RULE,
    &resolution_overdue::RULE,
    &pages_disagree::RULE,
    &disputed_not_shown::RULE,
    &unknown_fact::RULE,
    &claim_contradicted::RULE,
    &claim_says_more::RULE,
    &claim_says_less::RULE,
    &claim_bound_dropped::RULE,
    &claim_out_of_scope::RULE,
    &unit_differs::RULE,
    &claim_stale::RULE,
    &claim_unjudged::RULE,
    &owned_words_edited::RULE,
    &caveat_missing::RULE,
    &prohibited_wording::RULE,
    &myth_holds::RULE,
    &review_needed::RULE,
    &review_unused::RULE,
    &list_item_missing::RULE,
    &list_item_extra::RULE,
    &list_item_repeated::RULE,
    &list_out_of_order::RULE,
    &cell_contradicted::RULE,
    &row_unknown::RULE,
    &count_differs::RULE,
    &link_broken::RULE,
    &anchor_broken::RULE,
    &link_case::RULE,
    &link_moved::RULE,
    &image_broken::RULE,
    &image_unreadable::RULE,
    &reference_undefined::RULE,
    &link_escapes_site::RULE,
    &include_broken::RULE,
    &include_differs::RULE,
    &nav_broken::RULE,
    &redirect_broken::RULE,
    &template_link_broken::RULE,
    &last_change_unknown::RULE,
    &address_lost::RULE,
    &address_unrecorded::RULE,
    &external_broken::RULE,
    &external_redirected::RULE,
    &external_unchecked::RULE,
    &front_matter_invalid::RULE,
    &config_invalid::RULE,
    &lock_invalid::RULE,
    &file_unreadable::RULE,
    &duplicate_url::RULE,
    &orphan_page::RULE,
    &heading_skipped::RULE,
    &code_unclear::RULE,
    &maths_unreadable::RULE,
    &diagram_undrawable::RULE,
    &component_invalid::RULE,
    &image_without_alt::RULE,
    &template_error::RULE,
    &template_outdated::RULE,
    &review_due::RULE,
    &review_soon::RULE,
    &unused_fact::RULE,
    &unguarded_fact::RULE,
    &unused_source::RULE,
    &unused_ignore::RULE,
    &ignore_without_reason::RULE,
    &ignore_expired::RULE,
    &nothing_checked::RULE,
];

/// The rule of a name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Everything that the rules have to say of a site, at their default levels, in no order that
/// means anything: `policy` sorts. A rule that is off by default is asked only if `wanted` says so.
/// `before` is what was said last, and shows only in how long this takes.
pub fn check(
    site: &Site,
    wanted: impl Fn(&Rule) -> bool + Sync,
    before: &mut Before,
) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let rules: Vec<&'static Rule> = ALL.iter().copied().filter(|rule| wanted(rule)).collect();
    let (of_pages, of_site) = rayon::join(
        || pages::check(site, &rules, before),
        || -> Vec<Diagnostic> {
            let of_site = |rule: &&'static Rule| {
                let mut findings =
                    Findings { rule: rule.name, level: rule.level, list: Vec::new() };
                if let Check::Site(check) | Check::Both(_, check) = rule.check {
                    check(site, &mut findings);
                }
                findings.list
            };
            rules.par_iter().flat_map_iter(of_site).collect()
        },
    );
    of_pages.into_iter().chain(of_site).collect()
}
