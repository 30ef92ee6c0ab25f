//! Published corrections: statements that were replaced, what holds now, and why; as a page and as
//! an Atom feed. All its days are those of the fact files.

use jiff::civil::Date;
use serde::Serialize;

use super::atom::{Entry, Feed};
use super::shell::{CORRECTIONS, FEED, Head, Shell};
use super::statement::{CitationShown, fact_link, scope_words, statement};
use super::urls::Here;
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::Rank;
use crate::site::Fact;

/// A correction.
#[derive(Serialize)]
struct CorrectionShown {
    /// Its id in the page.
    anchor: String,
    /// `vm.slots`.
    id: String,
    /// The subject and the fact.
    title: String,
    href: String,
    /// What was stated, in short.
    before: String,
    /// On whose word.
    sources: Vec<CitationShown>,
    /// Where it was stated to be true, in words.
    scope: String,
    /// What is stated now; nothing where the statement was only taken back.
    now: Vec<NowShown>,
    on: Option<String>,
    because: Option<String>,
    reported_by: Option<String>,
    #[serde(skip)]
    day: Option<Date>,
}

/// A statement in force.
#[derive(Serialize)]
struct NowShown {
    value: String,
    scope: String,
    sources: Vec<CitationShown>,
}

/// Makes the page.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let language = &shell.site.config.language;
    let setting = shell.setting(shell.here(Some(CORRECTIONS)), language, &[]);
    let mut context = shell.context(&Head {
        title: setting.words.get("site.corrections"),
        description: setting.words.get("corrections.lead"),
        url: Some(CORRECTIONS),
        language,
        page: None,
        area: "corrections",
    })?;
    let feed = shell.site.has_feed().then(|| setting.here.href(FEED));
    context.insert("corrections", &corrections(&setting));
    context.insert("feed", &feed);
    shell.render("corrections.html", &context, None)
}

/// Every correction, the newest first, those without a day last.
fn corrections(setting: &Setting<'_>) -> Vec<CorrectionShown> {
    let mut all: Vec<CorrectionShown> = Vec::new();
    for (subject, fact) in setting.site.facts() {
        let setting = Setting { filler: &subject.filler, ..*setting };
        let indexes = 0..fact.statements.len();
        all.extend(indexes.filter_map(|index| shown(&setting, fact, index)));
    }
    // A stable sort: corrections of one day stay in the order of the fact files.
    all.sort_by_key(|correction| std::cmp::Reverse(correction.day));
    for index in 0..all.len() {
        let same =
            all[..index].iter().filter(|it| it.id == all[index].id && it.on == all[index].on);
        let number = match same.count() {
            0 => String::new(),
            before => format!(".{}", before + 1),
        };
        let correction = &mut all[index];
        let day = correction.on.as_deref().unwrap_or("undated");
        correction.anchor = format!("{}.{day}{number}", correction.id);
    }
    all
}

fn shown(setting: &Setting<'_>, fact: &Fact, index: usize) -> Option<CorrectionShown> {
    let old = &fact.statements[index];
    let replaced = old.correction()?;
    let link = fact_link(setting, fact)?;
    let now = fact
        .statements
        .iter()
        .enumerate()
        .filter(|(_, it)| it.rank != Rank::Deprecated && it.scope.overlaps(&old.scope));
    let now = now.map(|(index, it)| {
        let shown = statement(setting, fact, index);
        NowShown {
            value: shown.value,
            scope: scope_words(setting, &it.scope),
            sources: shown.sources,
        }
    });
    let before = statement(setting, fact, index);
    Some(CorrectionShown {
        anchor: String::new(),
        id: fact.id(),
        title: link.title,
        href: link.href,
        before: before.value,
        sources: before.sources,
        scope: before.scope,
        now: now.collect(),
        on: replaced.on.map(|day| day.to_string()),
        because: replaced.because.clone(),
        reported_by: replaced.reported_by.clone(),
        day: replaced.on,
    })
}

/// The feed, where the site knows its address and at least one correction has a day.
pub(super) fn feed(shell: &Shell<'_>) -> Option<Vec<u8>> {
    let site = shell.site;
    if !site.has_feed() {
        return None;
    }
    let setting = shell.setting(Here::Anywhere(""), &site.config.language, &[]);
    let dated = corrections(&setting);
    let dated = dated.iter().filter_map(|it| Some((it, it.on.clone()?)));
    let entries = dated.map(|(correction, day)| Entry {
        title: correction.title.clone(),
        address: format!("{CORRECTIONS}#{}", correction.anchor),
        day,
        summary: summary(&setting, correction),
    });
    let feed = Feed {
        base_url: &site.config.base_url,
        language: &site.config.language,
        author: &site.config.title,
        title: setting.words.fill("corrections.feed-title", &[("title", &site.config.title)]),
        of: CORRECTIONS,
        address: FEED,
        entries: entries.collect(),
    };
    feed.xml().map(String::into_bytes)
}

/// A correction in a few sentences.
fn summary(setting: &Setting<'_>, correction: &CorrectionShown) -> String {
    let (site, words) = (setting.site, setting.words);
    let place = |scope: &str| if scope.is_empty() { String::new() } else { format!(" ({scope})") };
    let now: Vec<String> =
        correction.now.iter().map(|now| format!("{}{}", now.value, place(&now.scope))).collect();
    let now = match now.is_empty() {
        true => words.get("corrections.told-nothing").to_string(),
        false => words.fill("corrections.told-now", &[("value", &now.join("; "))]),
    };
    let before = format!("{}{}", correction.before, place(&correction.scope));
    let mut told = words.fill("corrections.told-before", &[("value", &before)]);
    told.push_str(&format!(" {now}"));
    if let Some(because) = &correction.because {
        told.push_str(&format!(" {because}"));
    }
    if let Some(by) = &correction.reported_by {
        let by = words.fill("corrections.told-by", &[("name", site.names.name(by).unwrap_or(by))]);
        told.push_str(&format!(" {by}"));
    }
    told
}
